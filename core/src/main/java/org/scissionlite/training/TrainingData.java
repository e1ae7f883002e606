package org.scissionlite.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Sha256;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.SelectedExamples;

/**
 * What a training learns from.
 *
 * @param training the gradients come from these
 * @param validation the best epoch is chosen on these; no gradient sees them
 */
public record TrainingData(Examples training, Examples validation) {
  public TrainingData {
    requireSome("training", training);
    requireSome("validation", validation);
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

  private static void requireSome(String part, Examples examples) {
    if (examples.size() == 0) {
      throw new UsageException("training data: the %s part has no images".formatted(part));
    }
  }

  /** A hash over both parts. */
  public String sha256() {
    return Sha256.of(training.sha256() + validation.sha256());
  }
}
