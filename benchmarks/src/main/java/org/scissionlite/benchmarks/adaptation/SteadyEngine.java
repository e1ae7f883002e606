package org.scissionlite.benchmarks.adaptation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.ForwardingEngine;
import org.scissionlite.engine.ForwardingSession;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;

/**
 * A slower machine: every run takes a multiple of the fastest one so far, so that other work on
 * this machine does not make the emulated one slower.
 */
final class SteadyEngine extends ForwardingEngine {
  private static final int RUNS = 20;

  private final DoubleSupplier factor;

  /**
   * @param engine the real one
   * @param factor how many times as long a run takes, now
   */
  SteadyEngine(Engine engine, DoubleSupplier factor) {
    super(engine);
    this.factor = factor;
  }

  @Override
  public String description() {
    return super.description() + ", emulated";
  }

  @Override
  protected Session opened(String model, Supplier<Session> opening) {
    Session session = opening.get();
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    session.inputs().forEach(spec -> zeros.put(spec.name(), Tensor.zeros(spec.type())));
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < RUNS; i++) {
      long begun = System.nanoTime();
      Map<String, Tensor> unused = session.run(zeros);
      fastest = Math.min(fastest, System.nanoTime() - begun);
    }
    return new SteadySession(session, fastest);
  }

  private final class SteadySession extends ForwardingSession {
    private final AtomicLong fastest;

    SteadySession(Session session, long fastest) {
      super(session);
      this.fastest = new AtomicLong(fastest);
    }

    @Override
    protected Map<String, Tensor> around(Supplier<Map<String, Tensor>> run) {
      long begun = System.nanoTime();
      Map<String, Tensor> outputs = run.get();
      fastest.accumulateAndGet(System.nanoTime() - begun, Math::min);
      long end = begun + Math.round(fastest.get() * factor.getAsDouble());
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return outputs;
    }
  }
}
