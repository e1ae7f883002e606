package org.scissionlite.training.search.trial;

import java.util.OptionalInt;
import org.scissionlite.task.ClassScores;

/** The best classes of one image without a layer, and what it takes to overtake the first. */
final class ClassRanking {
  private static final int RANKS = 5;
  private static final int NO_LABEL = -1;

  /** The best first. */
  private final int[] classes;

  /** Of the best class over each of the others, in logits. */
  private final double[] margins;

  /** How much likelier the best class is right than each of the others, as shares. */
  private final double[] losses;

  /** The right class, or {@value #NO_LABEL}. */
  private final int label;

  private ClassRanking(int[] classes, double[] margins, double[] losses, int label) {
    this.classes = classes;
    this.margins = margins;
    this.losses = losses;
    this.label = label;
  }

  /** The ranking of an image's scores, whose probabilities hold at a temperature. */
  static ClassRanking of(ClassScores scores, OptionalInt label, double temperature) {
    int[] classes = scores.top(RANKS).stream().mapToInt(Integer::intValue).toArray();
    if (!scores.hasMargins()) {
      return new ClassRanking(classes, new double[0], new double[0], label.orElse(NO_LABEL));
    }
    double[] chances = scores.probabilities(classes, temperature);
    double[] margins = new double[classes.length - 1];
    double[] losses = new double[classes.length - 1];
    for (int i = 1; i < classes.length; i++) {
      margins[i - 1] = scores.margin(classes[0], classes[i]);
      losses[i - 1] = chances[0] - chances[i];
    }
    return new ClassRanking(classes, margins, losses, label.orElse(NO_LABEL));
  }

  int best() {
    return classes[0];
  }

  /** How far a layer moved each of the other classes towards the best one, in logits. */
  double[] shifts(ClassScores found) {
    double[] shifts = new double[margins.length];
    for (int i = 0; i < shifts.length; i++) {
      shifts[i] = margins[i] - found.margin(classes[0], classes[i + 1]);
    }
    return shifts;
  }

  /** How much less likely the class is right that overtakes the best one. */
  double loss(int overtaking) {
    return losses[overtaking];
  }

  /** 1 where the label says that the answer was right, -1 where it becomes right, else 0. */
  int lossByLabel(int overtaking) {
    return (label == classes[0] ? 1 : 0) - (label == classes[overtaking + 1] ? 1 : 0);
  }

  /**
   * Of the others, the class that overtakes the best one by most; -1 where none does.
   *
   * @param shifts of this image or another
   */
  int overtaking(double[] shifts) {
    int found = -1;
    double most = 0;
    for (int i = 0; i < margins.length; i++) {
      if (shifts[i] - margins[i] > most) {
        most = shifts[i] - margins[i];
        found = i;
      }
    }
    return found;
  }
}
