package org.scissionlite.cli.prepare;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * An engine that tells of its runs, so that work which consists of them shows how far it is.
 *
 * @param engine the real one
 * @param heard takes the number of runs so far, after each
 * @param runs so far
 */
record CountedEngine(Engine engine, IntConsumer heard, AtomicInteger runs) implements Engine {
  CountedEngine(Engine engine, IntConsumer heard) {
    this(engine, heard, new AtomicInteger());
  }

  @Override
  public String description() {
    return engine.description();
  }

  @Override
  public Session open(ModelGraph graph, int threads) {
    return new CountedSession(engine.open(graph, threads));
  }

  @Override
  public Session open(Path onnxFile, int threads) {
    return new CountedSession(engine.open(onnxFile, threads));
  }

  @Override
  public Session open(OnnxBytes model, int threads) {
    return new CountedSession(engine.open(model, threads));
  }

  private final class CountedSession implements Session {
    private final Session session;

    CountedSession(Session session) {
      this.session = session;
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
      Map<String, Tensor> outputs = session.run(inputs);
      heard.accept(runs.incrementAndGet());
      return outputs;
    }

    @Override
    public void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
      session.run(inputs, outputs);
      heard.accept(runs.incrementAndGet());
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
