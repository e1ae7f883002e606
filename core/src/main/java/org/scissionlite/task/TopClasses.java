package org.scissionlite.task;

import java.util.List;

/** The classes with the largest scores of a classifier's answer. */
public final class TopClasses {
  private TopClasses() {}

  /**
   * A class and its score.
   *
   * @param index from 0
   * @param label its name; "class N" where no labels are known
   * @param score as the model gives it, a logit or a probability; 1 where the model names the class
   *     alone
   */
  public record Ranked(int index, String label, double score) {}

  /** The best classes, best first; of equal scores the smaller index. */
  public static List<Ranked> of(ClassScores scores, List<String> labels, int count) {
    return scores.top(count).stream()
        .map(each -> new Ranked(each, name(each, labels), scores.score(each)))
        .toList();
  }

  /** The name of a class; "class N" where it is not known. */
  public static String name(int index, List<String> labels) {
    return index >= 0 && index < labels.size() ? labels.get(index) : "class " + index;
  }
}
