package org.scissionlite.bundle;

import java.util.List;
import org.scissionlite.file.FileName;
import org.scissionlite.file.Sha256;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.InsertedModel;

/**
 * A scenario that is ready to be written: the model with its transfer layers, and its slices.
 *
 * @param name inside the bundle
 */
public record PreparedScenario(
    String name, String transferLayer, InsertedModel inserted, Slices slices) {
  private static final int HASH_DIGITS = 8;

  /** The scenario of a model with transfer layers, named by its cut and TL. */
  public static PreparedScenario of(InsertedModel inserted) {
    String spec = inserted.spec();
    String name = FileName.of(inserted.cut().name()) + "." + FileName.of(spec);
    return new PreparedScenario(name, spec, inserted, Slices.of(inserted));
  }

  /** The steps of its dial, the finest first; one of unknown size and bytes without a dial. */
  public List<DialStep> steps() {
    return DialStep.of(inserted.layers().stream().map(FittedTransferLayer::codec).toList());
  }

  /** What tells scenarios of one model apart. */
  String identity() {
    return inserted.cut().name() + " " + transferLayer;
  }

  /** The same scenario with another name, where another one has its name. */
  PreparedScenario withHashInItsName() {
    String hash = Sha256.of(identity()).substring(0, HASH_DIGITS);
    return new PreparedScenario(name + "-" + hash, transferLayer, inserted, slices);
  }
}
