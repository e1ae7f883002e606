package org.scissionlite.offload.device;

import java.util.List;
import java.util.Map;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** Runs the whole model of a bundle on the device, without an edge. One thread at a time. */
public final class LocalRuntime implements AutoCloseable {
  private final Session session;

  private LocalRuntime(Session session) {
    this.session = session;
  }

  /**
   * Opens the whole model.
   *
   * @param threads how many threads one operator may use
   * @throws UsageException if the bundle does not hold it
   */
  public static LocalRuntime open(Bundle bundle, Engine engine, int threads) {
    SliceFile model = bundle.manifest().wholeModel();
    if (model == null) {
      throw new UsageException(
          "bundle '%s' does not hold the whole model; prepare it with the whole model in it"
              .formatted(bundle.folder()));
    }
    return new LocalRuntime(bundle.open(model, engine, threads));
  }

  /** The model's inputs. */
  public List<TensorSpec> inputs() {
    return session.inputs();
  }

  /**
   * Runs the model.
   *
   * @param inputs by name
   * @throws org.scissionlite.error.ScissionLiteException for a missing or wrong input
   */
  public Answer infer(Map<String, Tensor> inputs) {
    long start = System.nanoTime();
    Map<String, Tensor> outputs = session.run(inputs);
    return new Answer(
        outputs,
        LatencyParts.onDevice(System.nanoTime() - start),
        Traffic.NONE,
        new ServedBy.Device(ServedBy.With.WHOLE_MODEL, "the model runs on the device alone"),
        Answer.ALONE);
  }

  @Override
  public void close() {
    session.close();
  }
}
