package org.scissionlite.engine;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.scissionlite.model.ModelGraph;

/** An engine that does as another one, whose sessions are opened in a way of its own. */
public abstract class ForwardingEngine implements Engine {
  private final Engine engine;

  /**
   * @param engine does the work
   */
  protected ForwardingEngine(Engine engine) {
    this.engine = engine;
  }

  @Override
  public String description() {
    return engine.description();
  }

  @Override
  public final Session open(ModelGraph graph, int threads) {
    return opened(graph.name(), () -> engine.open(graph, threads));
  }

  @Override
  public final Session open(Path onnxFile, int threads) {
    return opened(onnxFile.toString(), () -> engine.open(onnxFile, threads));
  }

  @Override
  public final Session open(OnnxBytes model, int threads) {
    return opened(model.name(), () -> engine.open(model, threads));
  }

  /**
   * Opens a session.
   *
   * @param model its name, or the file's
   * @param opening opens it in the other engine
   */
  protected abstract Session opened(String model, Supplier<Session> opening);
}
