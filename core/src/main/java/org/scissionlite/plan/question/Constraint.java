package org.scissionlite.plan.question;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Locale;
import java.util.Set;
import org.scissionlite.error.UsageException;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.plan.scenario.Strategy;
import org.scissionlite.profile.Tier;

/** What a scenario must satisfy to be offered. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Constraint.AtMost.class, name = "atMost"),
  @JsonSubTypes.Type(value = Constraint.UploadLimit.class, name = "uploadLimit"),
  @JsonSubTypes.Type(value = Constraint.LeastDepth.class, name = "leastDepth"),
  @JsonSubTypes.Type(value = Constraint.AccuracyFloor.class, name = "accuracyFloor"),
  @JsonSubTypes.Type(value = Constraint.MostSimilar.class, name = "mostSimilar"),
  @JsonSubTypes.Type(value = Constraint.TierLayers.class, name = "tierLayers"),
  @JsonSubTypes.Type(value = Constraint.Only.class, name = "only"),
  @JsonSubTypes.Type(value = Constraint.AtMostShare.class, name = "atMostShare"),
  @JsonSubTypes.Type(value = Constraint.CutTensors.class, name = "cutTensors"),
  @JsonSubTypes.Type(value = Constraint.KnownInputLoss.class, name = "knownInputLoss")
})
public sealed interface Constraint {

  /** A deadline in nanoseconds. */
  static Constraint deadline(long nanos) {
    return new AtMost(Metric.LATENCY, nanos);
  }

  /** The layers from 0 to this one stay on the device. */
  static Constraint leastDepth(int layer) {
    return new LeastDepth(layer);
  }

  /** Only scenarios of these kinds. */
  static Constraint only(Strategy... strategies) {
    return new Only(Set.of(strategies));
  }

  /**
   * A metric has a bound.
   *
   * @param metric such as {@link Metric#LATENCY} for a deadline
   * @param limit in nanoseconds or bytes, inclusive
   */
  record AtMost(Metric metric, long limit) implements Constraint {
    public AtMost {
      if (limit < 0) {
        throw new UsageException(
            "limit of %s: expected 0 or more, got %d; 0 is the nearest".formatted(metric, limit));
      }
    }

    @Override
    public String toString() {
      return metric == Metric.BYTES
          ? String.format(Locale.ROOT, "at most %,d bytes", limit)
          : "%s at most %s ms".formatted(metric, limit / 1e6);
    }
  }

  /**
   * A message that leaves the tier has at most so many bytes.
   *
   * @param tier that sends
   * @param bytes inclusive
   */
  record UploadLimit(Tier tier, long bytes) implements Constraint {
    public UploadLimit {
      if (bytes < 0) {
        throw new UsageException(
            "upload limit of the %s: expected 0 bytes or more, got %d; 0 is the nearest"
                .formatted(tier, bytes));
      }
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "at most %,d bytes leave the %s", bytes, tier);
    }
  }

  /**
   * For privacy: nothing leaves the device before this layer has run.
   *
   * @param layer number of the last layer that must be on the device; 1 forbids to send the input
   */
  record LeastDepth(int layer) implements Constraint {
    public LeastDepth {
      if (layer < 0) {
        throw new UsageException(
            "least depth: expected a layer from 0, got " + layer + "; 0 is the nearest");
      }
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "layers 0 to %d on the device", layer);
    }
  }

  /**
   * Only scenarios whose accuracy is known to be at least this.
   *
   * @param accuracy share of right answers, from 0 to 1
   */
  record AccuracyFloor(double accuracy) implements Constraint {
    public AccuracyFloor {
      if (!(accuracy >= 0 && accuracy <= 1)) {
        throw new UsageException(
            "accuracy floor: expected a share from 0 to 1, got %s; %d is the nearest"
                .formatted(accuracy, accuracy > 1 ? 1 : 0));
      }
    }

    @Override
    public String toString() {
      return "accuracy at least " + accuracy;
    }
  }

  /**
   * For privacy: what leaves the device lets an attacker rebuild pictures that are at most so much
   * like the originals. What was not measured is not offered.
   *
   * @param ssim mean structural similarity, from 0 to 1
   * @param known what was measured
   */
  record MostSimilar(double ssim, Similarities known) implements Constraint {
    public MostSimilar {
      if (!(ssim >= 0 && ssim <= 1)) {
        throw new UsageException(
            "similarity: expected 0 to 1, got %s; %d is the nearest"
                .formatted(ssim, ssim > 1 ? 1 : 0));
      }
    }

    public boolean allows(String cut, String transferLayer) {
      return known.of(cut, transferLayer).orElse(Double.POSITIVE_INFINITY) <= ssim;
    }

    @Override
    public String toString() {
      return "pictures rebuilt with an SSIM of at most " + ssim;
    }
  }

  /**
   * Where layers run.
   *
   * @param tier of which this tells
   * @param layersOn numbers of layers that must run on it
   * @param layersOff numbers of layers that must not run on it
   * @param use whether it must run any block at all
   */
  record TierLayers(Tier tier, Set<Integer> layersOn, Set<Integer> layersOff, Use use)
      implements Constraint {
    public TierLayers {
      layersOn = Set.copyOf(layersOn);
      layersOff = Set.copyOf(layersOff);
    }

    @Override
    public String toString() {
      String on = layersOn.isEmpty() ? "" : " with layers " + layersOn;
      String off = layersOff.isEmpty() ? "" : " without layers " + layersOff;
      String used = use == Use.MAY ? "" : use == Use.MUST ? " in use" : " not in use";
      return tier + on + off + used;
    }

    /** Whether a tier runs blocks. */
    public enum Use {
      MUST,
      MAY,
      MUST_NOT
    }
  }

  /**
   * Only scenarios of some kinds.
   *
   * @param strategies at least one
   */
  record Only(Set<Strategy> strategies) implements Constraint {
    public Only {
      strategies = Set.copyOf(strategies);
      if (strategies.isEmpty()) {
        throw new UsageException(
            "strategies: expected at least one of on-device, on-edge, cut, cut-with-tl");
      }
    }

    @Override
    public String toString() {
      return "only " + strategies;
    }
  }

  /**
   * The work of a tier has a bound, as a share of the work of all tiers; transfers do not count.
   *
   * @param tier of which this tells
   * @param share from 0 to 1, inclusive
   */
  record AtMostShare(Tier tier, double share) implements Constraint {
    public AtMostShare {
      if (!(share >= 0 && share <= 1)) {
        throw new UsageException("share of the %s: expected 0 to 1, got %s".formatted(tier, share));
      }
    }

    @Override
    public String toString() {
      return "the %s does at most %s %% of the work".formatted(tier, 100 * share);
    }
  }

  /**
   * Only cuts of few tensors.
   *
   * @param most so many tensors cross a cut at most
   */
  record CutTensors(int most) implements Constraint {
    public CutTensors {
      if (most < 1) {
        throw new UsageException(
            "tensors of a cut: expected 1 or more, got " + most + "; 1 is the nearest");
      }
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "cuts of at most %d tensor(s)", most);
    }
  }

  /**
   * The input itself is not sent through a transfer layer that may spoil it: only through one
   * without loss, or one whose accuracy is known. Pooling the picture is fast and looks like the
   * best answer as long as nobody asks what it does to accuracy.
   */
  record KnownInputLoss() implements Constraint {
    @Override
    public String toString() {
      return "no lossy input";
    }
  }
}
