package org.scissionlite.offload.edge;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.scissionlite.protocol.MeasurementOrder;

/** Measures models that come over the network. */
@FunctionalInterface
public interface Measurer {
  /**
   * Measures a model.
   *
   * @param folder for its files, which goes afterwards
   * @param model the ONNX file, in that folder; nobody has looked at it
   * @param progress takes lines for the user on the other side
   * @return the profile file's text
   * @throws InterruptedException if the thread was interrupted, as nobody waits any more; what was
   *     begun has ended
   * @throws org.scissionlite.error.ScissionLiteException if it cannot be measured, in one line
   */
  String profile(MeasurementOrder order, Path folder, Path model, Consumer<String> progress)
      throws InterruptedException;
}
