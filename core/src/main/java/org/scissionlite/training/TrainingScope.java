package org.scissionlite.training;

import java.util.Arrays;
import java.util.Locale;
import org.scissionlite.error.UsageException;
import org.scissionlite.transfer.InsertedModel;

/** How much of a model with a transfer layer is trained. */
public enum TrainingScope {
  /** DeviceTL and EdgeTL alone. */
  TRANSFER_LAYER,
  /** They and the edge slice; the model's own weights on the device stay byte-identical. */
  EDGE,
  /** All weights. */
  EVERYTHING;

  /**
   * The scope of a name such as "transfer-layer".
   *
   * @throws UsageException for another name; lists the valid ones
   */
  public static TrainingScope named(String name) {
    return Arrays.stream(values())
        .filter(scope -> scope.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UsageException.unknownName(
                    "part to train",
                    name,
                    Arrays.stream(values()).map(TrainingScope::label).toList()));
  }

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The weights that change in a model. */
  public TrainingMode mode(InsertedModel model) {
    return switch (this) {
      case TRANSFER_LAYER -> TrainingMode.transferLayerOnly(model);
      case EDGE -> TrainingMode.transferLayerAndEdge(model);
      case EVERYTHING -> new TrainingMode.Everything();
    };
  }
}
