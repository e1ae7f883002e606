package org.scissionlite.benchmarks.adaptation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * A slower machine: every run takes a multiple of the fastest of some runs at the start, so that
 * other work on this machine does not make the emulated one slower.
 *
 * @param engine the real one
 * @param factor how many times as long a run takes, now
 */
record SteadyEngine(Engine engine, DoubleSupplier factor) implements Engine {
  private static final int RUNS = 8;

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

  private record SteadySession(Session session, long fastestNanos, DoubleSupplier factor)
      implements Session {
    static SteadySession of(Session session, DoubleSupplier factor) {
      Map<String, Tensor> zeros = new LinkedHashMap<>();
      session.inputs().forEach(spec -> zeros.put(spec.name(), Tensor.zeros(spec.type())));
      long fastest = Long.MAX_VALUE;
      for (int i = 0; i < RUNS; i++) {
        long begun = System.nanoTime();
        Map<String, Tensor> unused = session.run(zeros);
        fastest = Math.min(fastest, System.nanoTime() - begun);
      }
      return new SteadySession(session, fastest, factor);
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

    private void pauseSince(long begun) {
      long end = begun + Math.round(fastestNanos * factor.getAsDouble());
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
