package org.scissionlite.offload;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.scissionlite.engine.ForwardingEngine;
import org.scissionlite.engine.ForwardingSession;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;

/** ONNX Runtime whose runs wait until the test opens a gate. */
public final class GatedEngine extends ForwardingEngine {
  private final AtomicInteger runs = new AtomicInteger();
  private volatile CountDownLatch entered = new CountDownLatch(1);
  private volatile CountDownLatch gate = new CountDownLatch(1);

  public GatedEngine() {
    super(SmallModel.ENGINE);
  }

  /** Waits until a run has begun. */
  public void awaitRun() throws InterruptedException {
    entered.await();
  }

  /** How many runs have begun. */
  public int runs() {
    return runs.get();
  }

  /** Makes the runs wait that begin from now on. */
  public void shut() {
    entered = new CountDownLatch(1);
    gate = new CountDownLatch(1);
  }

  /** Lets all runs go on. */
  public void open() {
    gate.countDown();
  }

  @Override
  protected Session opened(String model, Supplier<Session> opening) {
    return new GatedSession(opening.get());
  }

  private final class GatedSession extends ForwardingSession {
    GatedSession(Session session) {
      super(session);
    }

    @Override
    protected Map<String, Tensor> around(Supplier<Map<String, Tensor>> run) {
      awaitGate();
      return run.get();
    }

    private void awaitGate() {
      runs.incrementAndGet();
      entered.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new ScissionLiteException("interrupted at the gate", e);
      }
    }
  }
}
