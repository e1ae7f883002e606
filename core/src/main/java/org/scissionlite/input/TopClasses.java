package org.scissionlite.input;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.scissionlite.model.Tensor;

/** The classes with the largest scores of a classifier's output. */
public final class TopClasses {
  private TopClasses() {}

  /**
   * A class and its score.
   *
   * @param index from 0
   * @param label its name; "class N" where no labels are known
   * @param score as the model gives it, a logit or a probability
   */
  public record Ranked(int index, String label, double score) {}

  /** The best classes, best first; of equal scores the smaller index. */
  public static List<Ranked> of(Tensor scores, List<String> labels, int count) {
    float[] values = scores.toFloats();
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
        .limit(count)
        .map(i -> new Ranked(i, i < labels.size() ? labels.get(i) : "class " + i, values[i]))
        .toList();
  }
}
