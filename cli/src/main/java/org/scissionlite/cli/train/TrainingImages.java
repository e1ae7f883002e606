package org.scissionlite.cli.train;

import org.scissionlite.input.LabelledImages;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.examples.ImageExamples;

/**
 * The images that a classifier learns from, and those that choose its best epoch: the split 'val',
 * or a tenth of 'train' where there is no 'val'. The split 'test' is left alone.
 */
record TrainingImages(LabelledImages images) {
  private static final String TRAIN = "train";
  private static final String VALIDATION = "val";

  /**
   * As inputs of a model.
   *
   * @param seed of the choice where there is no 'val'
   * @throws org.scissionlite.error.UsageException if there is no 'train', or not enough of it
   */
  TrainingData data(Preprocessing preprocessing, TensorSpec input, long seed) {
    ImageExamples training = new ImageExamples(images.split(TRAIN), preprocessing, input);
    return hasValidation()
        ? new TrainingData(
            training, new ImageExamples(images.split(VALIDATION), preprocessing, input))
        : TrainingData.divided(training, training.size(), seed);
  }

  /** What the best epoch is chosen on, in words. */
  String validation() {
    return hasValidation() ? "'val'" : "a tenth of 'train'";
  }

  private boolean hasValidation() {
    return images.splits().contains(VALIDATION);
  }
}
