package org.scissionlite.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;

/**
 * What is known of the accuracy of a model and of its cuts with a transfer layer, as shares of
 * right answers from 0 to 1. A cut without a transfer layer answers like the model.
 *
 * @param model the model's own
 * @param cuts what was measured with transfer layers
 */
public record Accuracies(double model, List<CutAccuracy> cuts) {
  /** What is taken where nothing is known: worse than any loss. */
  static final double UNKNOWN_LOSS = 2;

  public Accuracies {
    cuts = List.copyOf(cuts);
    check("model", model);
  }

  /**
   * The accuracy with a transfer layer at a cut.
   *
   * @param cut its name
   * @param transferLayer its spec
   */
  public record CutAccuracy(String cut, String transferLayer, double accuracy) {
    public CutAccuracy {
      check(cut + "." + transferLayer, accuracy);
    }
  }

  private static void check(String of, double accuracy) {
    if (!(accuracy >= 0 && accuracy <= 1)) {
      throw new UsageException(
          "accuracy of %s: expected a share from 0 to 1, got %s".formatted(of, accuracy));
    }
  }

  /** Reads {@code {"model": 0.83, "cuts": [{"cut", "transferLayer", "accuracy"}]}}. */
  public static Accuracies read(Path file) {
    return Json.read(file, Accuracies.class, "list of accuracies");
  }

  /** What a transfer layer costs at a cut; nothing where it was not measured. */
  OptionalDouble loss(String cut, String transferLayer) {
    if (transferLayer.equals(Hop.NO_TL)) {
      return OptionalDouble.of(0);
    }
    return cuts.stream()
        .filter(known -> known.cut().equals(cut) && known.transferLayer().equals(transferLayer))
        .mapToDouble(known -> Math.max(0, model - known.accuracy()))
        .findFirst();
  }

  /**
   * The accuracy of a scenario, nothing where a transfer layer's was not measured. Losses at
   * several cuts add up.
   */
  public OptionalDouble of(Scenario scenario) {
    double accuracy = model;
    for (Hop hop : scenario.route().hops()) {
      OptionalDouble loss = loss(hop.cut().name(), hop.payload().transferLayer());
      if (loss.isEmpty()) {
        return loss;
      }
      accuracy -= loss.getAsDouble();
    }
    return OptionalDouble.of(Math.max(0, accuracy));
  }
}
