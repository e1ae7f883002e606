package org.scissionlite.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.scissionlite.file.Sha256;
import org.scissionlite.model.Tensor;

/**
 * Some of the examples, in an order of their own.
 *
 * @param indices into the source
 */
public record SelectedExamples(Examples source, List<Integer> indices) implements Examples {
  public SelectedExamples {
    indices = List.copyOf(indices);
  }

  /**
   * Divides examples into a part to learn from and a tenth to check with.
   *
   * @param most how many are used at all
   * @param seed of the choice
   */
  public static TrainingData divided(Examples source, int most, long seed) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, source.size()).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    List<Integer> used = order.subList(0, Math.min(most, order.size()));
    int held = (used.size() + 9) / 10;
    return new TrainingData(
        new SelectedExamples(source, used.subList(held, used.size())),
        new SelectedExamples(source, used.subList(0, held)));
  }

  @Override
  public int size() {
    return indices.size();
  }

  @Override
  public Tensor input(int index) {
    return source.input(indices.get(index));
  }

  @Override
  public OptionalInt label(int index) {
    return source.label(indices.get(index));
  }

  @Override
  public String sha256() {
    return Sha256.of(source.sha256() + indices);
  }
}
