package org.scissionlite.training.search.trial;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.scissionlite.input.EvenlySpacedChoice;
import org.scissionlite.task.ClassScores;

/**
 * The temperature at which a model's probabilities are as often right as they say (Guo et al.
 * 2017): the one under which labels surprise least. Where few labels tell, it stays near 1.
 */
final class Temperature {
  /** Deviation of the logarithm before any label is seen. */
  private static final double USUAL = 0.5;

  private static final int MOST_IMAGES = 1000;
  private static final int STEPS = 30;
  private static final double GOLDEN = (StrictMath.sqrt(5) - 1) / 2;

  private final List<ClassScores> scores;
  private final List<Integer> labels;

  private Temperature(List<ClassScores> scores, List<Integer> labels) {
    this.scores = scores;
    this.labels = labels;
  }

  /** The temperature of some answers; 1 where an image has no label, or one of no class. */
  static double of(List<ClassScores> scores, List<OptionalInt> labels) {
    boolean known =
        IntStream.range(0, scores.size())
            .allMatch(
                i ->
                    labels.get(i).orElse(-1) >= 0
                        && labels.get(i).getAsInt() < scores.get(i).classes());
    if (!known) {
      return 1;
    }
    List<Integer> some =
        EvenlySpacedChoice.of(IntStream.range(0, scores.size()).boxed().toList(), MOST_IMAGES);
    Temperature temperature =
        new Temperature(
            some.stream().map(scores::get).toList(),
            some.stream().map(i -> labels.get(i).getAsInt()).toList());
    return StrictMath.exp(temperature.logarithm());
  }

  /** The logarithm of the best one, by golden sections. */
  private double logarithm() {
    double low = -5 * USUAL;
    double high = 5 * USUAL;
    for (int i = 0; i < STEPS; i++) {
      double width = GOLDEN * (high - low);
      if (surprise(high - width) < surprise(low + width)) {
        high = low + width;
      } else {
        low = high - width;
      }
    }
    return (low + high) / 2;
  }

  private double surprise(double logarithm) {
    double temperature = StrictMath.exp(logarithm);
    double sum = logarithm * logarithm / (2 * USUAL * USUAL);
    for (int i = 0; i < scores.size(); i++) {
      sum += scores.get(i).surprise(labels.get(i), temperature);
    }
    return sum;
  }
}
