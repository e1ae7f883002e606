package org.scissionlite.training.search.trial;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.scissionlite.model.Tensor;

/**
 * The scores of the classes for one image, as logits: where a model answers with probabilities,
 * their logarithms.
 */
final class ClassScores {
  private static final double ROUNDING = 1e-3;
  private static final float LEAST_PROBABILITY = 1e-20f;

  private final float[] logits;

  private ClassScores(float[] logits) {
    this.logits = logits;
  }

  static ClassScores of(Tensor output) {
    float[] values = output.toFloats();
    double sum = 0;
    boolean positive = true;
    for (float value : values) {
      sum += value;
      positive &= value >= 0;
    }
    if (positive && Math.abs(sum - 1) < ROUNDING) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) StrictMath.log(Math.max(values[i], LEAST_PROBABILITY));
      }
    }
    return new ClassScores(values);
  }

  int classes() {
    return logits.length;
  }

  /** How far one class is above another. */
  double margin(int above, int below) {
    return (double) logits[above] - logits[below];
  }

  /** The class of the highest score; the first of equal ones. */
  int best() {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  /** The classes of the highest scores, the highest first. */
  int[] ranked(int most) {
    return IntStream.range(0, logits.length)
        .boxed()
        .sorted(Comparator.comparingDouble(each -> -logits[each]))
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The probabilities of some classes at a temperature. */
  double[] probabilities(int[] classes, double temperature) {
    double sum = logOfSum(temperature);
    return Arrays.stream(classes)
        .mapToDouble(each -> StrictMath.exp(logits[each] / temperature - sum))
        .toArray();
  }

  /** Minus the logarithm of a class's probability at a temperature. */
  double surprise(int label, double temperature) {
    return logOfSum(temperature) - logits[label] / temperature;
  }

  private double logOfSum(double temperature) {
    double most = logits[best()];
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp((logit - most) / temperature);
    }
    return most / temperature + StrictMath.log(sum);
  }
}
