package org.scissionlite.offload;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** ONNX Runtime that counts its open sessions, and calls the test before each opening and run. */
public final class WatchedEngine implements Engine {
  private final AtomicInteger open = new AtomicInteger();
  private volatile Consumer<String> beforeOpening = model -> {};
  private volatile Consumer<String> beforeRun = model -> {};

  /** How many sessions are open. */
  public int openSessions() {
    return open.get();
  }

  /**
   * Calls the test before a model is opened.
   *
   * @param hook takes the model's name; may throw
   */
  public WatchedEngine beforeOpening(Consumer<String> hook) {
    beforeOpening = hook;
    return this;
  }

  /**
   * Calls the test before a model is run.
   *
   * @param hook takes the model's name; may throw
   */
  public WatchedEngine beforeRun(Consumer<String> hook) {
    beforeRun = hook;
    return this;
  }

  @Override
  public String description() {
    return SmallModel.ENGINE.description();
  }

  @Override
  public Session open(ModelGraph graph, int threads) {
    beforeOpening.accept(graph.name());
    return new WatchedSession(graph.name(), SmallModel.ENGINE.open(graph, threads));
  }

  @Override
  public Session open(Path onnxFile, int threads) {
    beforeOpening.accept(onnxFile.toString());
    return new WatchedSession(onnxFile.toString(), SmallModel.ENGINE.open(onnxFile, threads));
  }

  @Override
  public Session open(OnnxBytes model, int threads) {
    beforeOpening.accept(model.name());
    return new WatchedSession(model.name(), SmallModel.ENGINE.open(model, threads));
  }

  private final class WatchedSession implements Session {
    private final String model;
    private final Session session;

    WatchedSession(String model, Session session) {
      this.model = model;
      this.session = session;
      open.incrementAndGet();
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
      beforeRun.accept(model);
      return session.run(inputs);
    }

    @Override
    public void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
      beforeRun.accept(model);
      session.run(inputs, outputs);
    }

    @Override
    public void close() {
      open.decrementAndGet();
      session.close();
    }
  }
}
