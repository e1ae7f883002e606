package org.scissionlite.offload.memory;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.ForwardingEngine;
import org.scissionlite.engine.ForwardingSession;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;

/**
 * An engine that takes note of the memory of its sessions: how far what the process holds beside
 * Java's own grows while a session is opened and while it runs for the first time, which is when an
 * engine takes what it needs for weights and activations. Mapped files, such as the engine's
 * library, are not in it. The figure is good to a few megabytes; sessions that are opened at the
 * same time share theirs.
 */
public final class MeteredEngine extends ForwardingEngine {
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger sessions = new AtomicInteger();

  /**
   * @param engine the real one
   */
  public MeteredEngine(Engine engine) {
    super(engine);
  }

  /** What the process holds, with what the open sessions of this engine take. */
  public MemoryUse memory() {
    return MemoryUse.now(sessions.get(), bytes.get());
  }

  @Override
  protected Session opened(String model, Supplier<Session> opening) {
    long before = foreignBytes();
    Session session = opening.get();
    MeteredSession metered = new MeteredSession(session);
    sessions.incrementAndGet();
    metered.grew(foreignBytes() - before);
    return metered;
  }

  /** What the process holds that is neither a file's nor Java's; 0 where that is not known. */
  private static long foreignBytes() {
    return ResidentMemory.own()
        .map(all -> all.bytes() - all.fileBytes() - JavaMemory.now().bytes())
        .orElse(0L);
  }

  private final class MeteredSession extends ForwardingSession {
    private long held;
    private boolean hasRun;
    private boolean closed;

    MeteredSession(Session session) {
      super(session);
    }

    private void grew(long by) {
      long counted = Math.max(0, by);
      held += counted;
      bytes.addAndGet(counted);
    }

    @Override
    protected Map<String, Tensor> around(Supplier<Map<String, Tensor>> run) {
      if (hasRun) {
        return run.get();
      }
      long before = foreignBytes();
      Map<String, Tensor> outputs = run.get();
      hasRun = true;
      grew(foreignBytes() - before);
      return outputs;
    }

    @Override
    public void close() {
      super.close();
      if (!closed) {
        closed = true;
        sessions.decrementAndGet();
        bytes.addAndGet(-held);
      }
    }
  }
}
