package org.scissionlite.offload.link;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.engine.Session;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * An engine whose runs take a multiple of their time, to emulate a slow device: after each run it
 * pauses for the rest. With factor 10 a run of 3.1 ms takes 31 ms.
 *
 * @param engine the real one
 * @param factor how many times as long every run takes; at least 1
 */
public record SlowedEngine(Engine engine, double factor) implements Engine {
  /** Sleeping is this much too late at times; the last bit is waited for awake. */
  private static final long SPIN_NANOS = 200_000;

  public SlowedEngine {
    if (!(factor >= 1) || Double.isInfinite(factor)) {
      throw new UsageException("expected a slowdown of at least 1, got " + factor);
    }
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT, "%s, emulated: %.4g times slower", engine.description(), factor);
  }

  @Override
  public Session open(ModelGraph graph, int threads) {
    return new SlowedSession(engine.open(graph, threads), factor);
  }

  @Override
  public Session open(Path onnxFile, int threads) {
    return new SlowedSession(engine.open(onnxFile, threads), factor);
  }

  @Override
  public Session open(OnnxBytes model, int threads) {
    return new SlowedSession(engine.open(model, threads), factor);
  }

  private record SlowedSession(Session session, double factor) implements Session {
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
      long start = System.nanoTime();
      Map<String, Tensor> outputs = session.run(inputs);
      pauseSince(start);
      return outputs;
    }

    @Override
    public void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
      long start = System.nanoTime();
      session.run(inputs, outputs);
      pauseSince(start);
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

    @Override
    public void close() {
      session.close();
    }
  }
}
