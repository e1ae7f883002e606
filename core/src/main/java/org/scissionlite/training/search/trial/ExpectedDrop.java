package org.scissionlite.training.search.trial;

import org.scissionlite.evidence.AnswerChanges;

/**
 * The drop to expect on other images, and how far off that may be: what is predicted from margins
 * and what labels say, each by how much it tells.
 *
 * <p>What the margins predict is off by the model: on six sets of models and images the answers
 * lost on balance were 0 to 1.5 times as many (docs/transfer-layers.md). So the deviation of the
 * prediction is half of it, however many images there are. Counted answers are off by chance alone,
 * but far where images are few. In between is the count by labels of the answers that change when
 * each image meets every other one's shifts.
 *
 * @param share of the answers, at least 0
 * @param deviation of the share
 */
public record ExpectedDrop(double share, double deviation) {
  /** What an image may lose that nobody has seen yet. */
  private static final double UNSEEN = 0.25;

  /** Where none of N images was lost, 3 of N may be (Hanley and Lippman-Hand 1983). */
  private static final double RULE_OF_THREE = 3;

  /** How far the model's margins may mislead, as a share of what they predict. */
  private static final double STRAY = 0.5;

  /** The same for the labels of images that met other images' shifts. */
  private static final double STRAY_BY_LABELS = 0.35;

  /** The drop of a layer. */
  static ExpectedDrop of(AnswerChanges answers, Prediction prediction) {
    double unseen = UNSEEN / answers.images();
    double share = prediction.lost();
    Estimate margins = Estimate.of(share, prediction.deviation(), STRAY * share, unseen);
    Estimate counted =
        Estimate.of(
            (double) (answers.lost() - answers.won()) / answers.images(),
            Math.sqrt(answers.lost() + answers.won() + RULE_OF_THREE) / answers.images());
    if (!answers.labelled()) {
      return margins.and(counted).drop();
    }
    Estimate byLabels =
        Estimate.of(
            prediction.lostByLabels(),
            prediction.deviationByLabels(),
            STRAY_BY_LABELS * share,
            unseen);
    return margins.and(counted.andOfSameLabels(byLabels)).drop();
  }

  /** A value and its variance. */
  private record Estimate(double value, double variance) {
    static Estimate of(double value, double... deviations) {
      double variance = 0;
      for (double each : deviations) {
        variance += each * each;
      }
      return new Estimate(value, variance);
    }

    /** The mean with an independent one, by their variances. */
    Estimate and(Estimate other) {
      double weight = other.variance / (variance + other.variance);
      return new Estimate(weight * value + (1 - weight) * other.value, weight * variance);
    }

    /** The mean with one that errs in the same direction, which makes neither surer. */
    Estimate andOfSameLabels(Estimate other) {
      double weight = other.variance / (variance + other.variance);
      double deviation = weight * Math.sqrt(variance) + (1 - weight) * Math.sqrt(other.variance);
      return new Estimate(weight * value + (1 - weight) * other.value, deviation * deviation);
    }

    ExpectedDrop drop() {
      return new ExpectedDrop(Math.max(0, value), Math.sqrt(variance));
    }
  }
}
