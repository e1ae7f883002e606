package org.scissionlite.offload;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.scissionlite.engine.ForwardingEngine;
import org.scissionlite.engine.ForwardingSession;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;

/** ONNX Runtime that counts its open sessions, and calls the test before each opening and run. */
public final class WatchedEngine extends ForwardingEngine {
  private final AtomicInteger open = new AtomicInteger();
  private volatile Consumer<String> beforeOpening = model -> {};
  private volatile Consumer<String> beforeRun = model -> {};

  public WatchedEngine() {
    super(SmallModel.ENGINE);
  }

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
  protected Session opened(String model, Supplier<Session> opening) {
    beforeOpening.accept(model);
    return new WatchedSession(model, opening.get());
  }

  private final class WatchedSession extends ForwardingSession {
    private final String model;

    WatchedSession(String model, Session session) {
      super(session);
      this.model = model;
      open.incrementAndGet();
    }

    @Override
    protected Map<String, Tensor> around(Supplier<Map<String, Tensor>> run) {
      beforeRun.accept(model);
      return run.get();
    }

    @Override
    public void close() {
      open.decrementAndGet();
      super.close();
    }
  }
}
