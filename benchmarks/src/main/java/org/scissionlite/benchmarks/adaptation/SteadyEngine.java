package org.scissionlite.benchmarks.adaptation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * A slower machine: every run takes a multiple of the fastest one so far, so that other work on
 * this machine does not make the emulated one slower.
 *
 * @param engine the real one
 * @param factor how many times as long a run takes, now
 */
record SteadyEngine(Engine engine, DoubleSupplier factor) implements Engine {
  private static final int RUNS = 20;

  @Override
  public String description() {
    return engine.description() + ", emulated";
  }

  @Override
  public Session open(ModelGraph graph, int threads) {
    return SteadySession.of(engine.open(graph, threads), factor);
  }

  @Override
  public Session open(Path onnxFile, int threads) {
    return SteadySession.of(engine.open(onnxFile, threads), factor);
  }

  @Override
  public Session open(OnnxBytes model, int threads) {
    return SteadySession.of(engine.open(model, threads), factor);
  }

  private record SteadySession(Session session, AtomicLong fastest, DoubleSupplier factor)
      implements Session {
    static SteadySession of(Session session, DoubleSupplier factor) {
      Map<String, Tensor> zeros = new LinkedHashMap<>();
      session.inputs().forEach(spec -> zeros.put(spec.name(), Tensor.zeros(spec.type())));
      SteadySession steady = new SteadySession(session, new AtomicLong(Long.MAX_VALUE), factor);
      for (int i = 0; i < RUNS; i++) {
        long begun = System.nanoTime();
        Map<String, Tensor> unused = session.run(zeros);
        steady.took(System.nanoTime() - begun);
      }
      return steady;
    }

    @Override
    public List<TensorSpec> inputs() {
      return session.inputs();
    }

    @Override
    public List<TensorSpec> outputs() {
      return session.outputs();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
      long begun = System.nanoTime();
      Map<String, Tensor> outputs = session.run(inputs);
      pauseSince(begun);
      return outputs;
    }

    @Override
    public void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
      long begun = System.nanoTime();
      session.run(inputs, outputs);
      pauseSince(begun);
    }

    private void took(long nanos) {
      fastest.accumulateAndGet(nanos, Math::min);
    }

    private void pauseSince(long begun) {
      took(System.nanoTime() - begun);
      long end = begun + Math.round(fastest.get() * factor.getAsDouble());
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
