package org.scissionlite.training;

import org.scissionlite.error.UsageException;
import org.scissionlite.file.Sha256;

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
