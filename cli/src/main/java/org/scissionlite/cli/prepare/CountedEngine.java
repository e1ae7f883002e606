package org.scissionlite.cli.prepare;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.ForwardingEngine;
import org.scissionlite.engine.ForwardingSession;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;

/** An engine that tells of its runs, so that work which consists of them shows how far it is. */
final class CountedEngine extends ForwardingEngine {
  private final IntConsumer heard;
  private final AtomicInteger runs = new AtomicInteger();

  /**
   * @param engine the real one
   * @param heard takes the number of runs so far, after each
   */
  CountedEngine(Engine engine, IntConsumer heard) {
    super(engine);
    this.heard = heard;
  }

  @Override
  protected Session opened(String model, Supplier<Session> opening) {
    return new CountedSession(opening.get());
  }

  private final class CountedSession extends ForwardingSession {
    CountedSession(Session session) {
      super(session);
    }

    @Override
    protected Map<String, Tensor> around(Supplier<Map<String, Tensor>> run) {
      Map<String, Tensor> outputs = run.get();
      heard.accept(runs.incrementAndGet());
      return outputs;
    }
  }
}
