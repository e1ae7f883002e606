package org.scissionlite.training;

import org.scissionlite.error.ScissionLiteException;

/**
 * One pass over the training images, and what the validation images say after it.
 *
 * @param epoch from 1; 0 for the model before its training
 * @param epochs how many are planned
 * @param learningRate of its last step; 0 before the first
 * @param trainingLoss mean over its steps; before the first the validation loss
 * @param validationLoss without variation of the images
 * @param accuracy share of the validation images whose best class is the label's or, without
 *     labels, the teacher's
 * @param wireBytes bytes an image that would cross the wire, estimated by the entropy of each class
 *     of values; 0 where the objective counts none
 * @param secondsLeft until all epochs are done, at the pace so far; 0 before the first
 */
public record EpochReport(
    int epoch,
    int epochs,
    double learningRate,
    double trainingLoss,
    double validationLoss,
    double accuracy,
    double wireBytes,
    double secondsLeft) {
  public EpochReport {
    boolean finite = Double.isFinite(trainingLoss) && Double.isFinite(validationLoss) && epoch >= 0;
    if (!finite) {
      throw new ScissionLiteException(
          "epoch %d: loss %s, validation loss %s: not a number; lower the learning rate"
              .formatted(epoch, trainingLoss, validationLoss));
    }
  }
}
