package org.scissionlite.offload;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** ONNX Runtime whose runs wait until the test opens a gate. */
public final class GatedEngine implements Engine {
  private final AtomicInteger runs = new AtomicInteger();
  private volatile CountDownLatch entered = new CountDownLatch(1);
  private volatile CountDownLatch gate = new CountDownLatch(1);

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
  public String description() {
    return SmallModel.ENGINE.description();
  }

  @Override
  public Session open(ModelGraph graph, int threads) {
    return new GatedSession(SmallModel.ENGINE.open(graph, threads));
  }

  @Override
  public Session open(Path onnxFile, int threads) {
    return new GatedSession(SmallModel.ENGINE.open(onnxFile, threads));
  }

  @Override
  public Session open(OnnxBytes model, int threads) {
    return new GatedSession(SmallModel.ENGINE.open(model, threads));
  }

  private final class GatedSession implements Session {
    private final Session session;

    GatedSession(Session session) {
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
      awaitGate();
      return session.run(inputs);
    }

    @Override
    public void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
      awaitGate();
      session.run(inputs, outputs);
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

    @Override
    public void close() {
      session.close();
    }
  }
}
