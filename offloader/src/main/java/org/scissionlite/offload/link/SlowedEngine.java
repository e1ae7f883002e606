package org.scissionlite.offload.link;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.ForwardingEngine;
import org.scissionlite.engine.ForwardingSession;
import org.scissionlite.engine.Session;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Tensor;

/**
 * An engine whose runs take a multiple of their time, to emulate a slow device: after each run it
 * pauses for the rest. With factor 10 a run of 3.1 ms takes 31 ms.
 */
public final class SlowedEngine extends ForwardingEngine {
  /** Sleeping is this much too late at times; the last bit is waited for awake. */
  private static final long SPIN_NANOS = 200_000;

  private final double factor;

  /**
   * Slows an engine down.
   *
   * @param engine the real one
   * @param factor how many times as long every run takes; at least 1
   * @throws UsageException for another factor
   */
  public SlowedEngine(Engine engine, double factor) {
    super(engine);
    if (!(factor >= 1) || Double.isInfinite(factor)) {
      throw new UsageException("expected a slowdown of at least 1, got " + factor);
    }
    this.factor = factor;
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT, "%s, emulated: %.4g times slower", super.description(), factor);
  }

  @Override
  protected Session opened(String model, Supplier<Session> opening) {
    return new SlowedSession(opening.get(), factor);
  }

  private static final class SlowedSession extends ForwardingSession {
    private final double factor;

    SlowedSession(Session session, double factor) {
      super(session);
      this.factor = factor;
    }

    @Override
    protected Map<String, Tensor> around(Supplier<Map<String, Tensor>> run) {
      long start = System.nanoTime();
      Map<String, Tensor> outputs = run.get();
      pauseSince(start);
      return outputs;
    }

    private void pauseSince(long start) {
      long end = start + Math.round((System.nanoTime() - start) * factor);
      long left = end - System.nanoTime();
      while (left > 0) {
        if (left > SPIN_NANOS && !Thread.currentThread().isInterrupted()) {
          LockSupport.parkNanos(left - SPIN_NANOS);
        } else {
          Thread.onSpinWait();
        }
        left = end - System.nanoTime();
      }
    }
  }
}
