package org.scissionlite.cli.train;

import org.scissionlite.cli.source.DataFolder;
import org.scissionlite.input.LabelledImages;
import org.scissionlite.input.LabelledImages.Labelled;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.examples.ImageExamples;

/**
 * The images that a classifier learns from, and those that choose its best epoch: the split 'val',
 * or a tenth of 'train' where there is no 'val'. The split 'test' is left alone.
 */
record TrainingImages(DataFolder folder, LabelledImages images) {
  private static final String TRAIN = "train";
  private static final String VALIDATION = "val";

  /**
   * As inputs of a model.
   *
   * @param seed of the choice where there is no 'val'
   * @throws org.scissionlite.error.UsageException if there is no 'train', or not enough of it
   */
  TrainingData data(Preprocessing preprocessing, TensorSpec input, long seed) {
    ImageExamples training = new ImageExamples(part(TRAIN), preprocessing, input);
    return hasValidation()
        ? new TrainingData(training, new ImageExamples(part(VALIDATION), preprocessing, input))
        : TrainingData.divided(training, training.size(), seed);
  }

  private LabelledImages part(String split) {
    LabelledImages part = images.split(split);
    return new LabelledImages(part.classes(), folder.readable(part.images(), Labelled::file));
  }

  /** What the best epoch is chosen on, in words. */
  String validation() {
    return hasValidation() ? "'val'" : "a tenth of 'train'";
  }

  private boolean hasValidation() {
    return images.splits().contains(VALIDATION);
  }
}
