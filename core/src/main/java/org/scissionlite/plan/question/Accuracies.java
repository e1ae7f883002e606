package org.scissionlite.plan.question;

import static org.scissionlite.error.Fields.listed;
import static org.scissionlite.error.Fields.present;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.Loss;
import org.scissionlite.file.Json;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.profile.TransferLayerProfile;

/**
 * What is known of the accuracy of a model and of its cuts with a transfer layer, as shares of
 * right answers from 0 to 1. A cut without a transfer layer answers like the model.
 *
 * @param model the model's own
 * @param cuts what was measured with transfer layers
 */
public record Accuracies(double model, List<CutAccuracy> cuts) {
  private static final Accuracies NOTHING = new Accuracies(1, List.of());

  /** What is taken where nothing is known: worse than any loss. */
  public static final double UNKNOWN_LOSS = 2;

  public Accuracies {
    cuts = listed(cuts, "cuts");
    check("model", model);
    Set<CutLayer> places = new HashSet<>();
    for (CutAccuracy known : cuts) {
      if (!places.add(known.place())) {
        throw new UsageException(
            "accuracy of %s.%s is given twice; keep one"
                .formatted(known.cut(), known.transferLayer()));
      }
    }
  }

  /**
   * The accuracy with a transfer layer at a cut.
   *
   * @param cut its name
   * @param transferLayer its spec; kept in its canonical form
   * @param measured what the layer costs, with an interval; null where only the accuracy is known
   */
  public record CutAccuracy(String cut, String transferLayer, double accuracy, Loss measured) {
    public CutAccuracy {
      present(cut, "cut");
      transferLayer = TransferLayerProfile.canonical(present(transferLayer, "transferLayer"));
      check(cut + "." + transferLayer, accuracy);
    }

    /** An accuracy of which nobody knows how sure it is, as files of accuracies hold it. */
    @JsonCreator
    public CutAccuracy(
        @JsonProperty("cut") String cut,
        @JsonProperty("transferLayer") String transferLayer,
        @JsonProperty("accuracy") double accuracy) {
      this(cut, transferLayer, accuracy, null);
    }

    private CutLayer place() {
      return new CutLayer(cut, transferLayer);
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

  /** Where something is known. */
  public List<CutLayer> places() {
    return cuts.stream().map(CutAccuracy::place).toList();
  }

  /** Whether what a transfer layer sends is restored exactly, so that no accuracy is lost. */
  public static boolean isLossless(String transferLayer) {
    return transferLayer.equals(Hop.NO_TL) || TransferLayerProfile.isLossless(transferLayer);
  }

  /** What a transfer layer costs at a cut; nothing where it was not measured. */
  public Optional<Loss> loss(String cut, String transferLayer) {
    if (isLossless(transferLayer)) {
      return Optional.of(Loss.NONE);
    }
    CutLayer place = new CutLayer(cut, transferLayer);
    return cuts.stream().filter(known -> known.place().equals(place)).map(this::loss).findFirst();
  }

  private Loss loss(CutAccuracy known) {
    return known.measured() == null
        ? Loss.exactly(Math.max(0, model - known.accuracy()))
        : known.measured();
  }

  /**
   * The accuracy of a scenario, nothing where a transfer layer's was not measured. Losses at
   * several cuts add up.
   */
  public OptionalDouble of(Scenario scenario) {
    Optional<Loss> loss = loss(scenario);
    return loss.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, model - loss.get().counted()));
  }

  private Optional<Loss> loss(Scenario scenario) {
    Loss sum = Loss.NONE;
    for (Hop hop : scenario.route().hops()) {
      Optional<Loss> loss = loss(hop.cut().name(), hop.payload().transferLayer());
      if (loss.isEmpty()) {
        return loss;
      }
      sum = sum.and(loss.get());
    }
    return Optional.of(sum);
  }

  /** The accuracy that a scenario loses, as far as it is known. */
  public static Optional<Loss> loss(Scenario scenario, Optional<Accuracies> known) {
    return known.orElse(NOTHING).loss(scenario);
  }
}
