package org.scissionlite.training;

/**
 * All that decides what a training gives, besides the model and the data.
 *
 * @param mode which weights change
 * @param objective what is made small
 * @param batchNorm what happens to batch normalisations among the weights that change
 * @param schedule how long and how fast
 * @param augmentation how training images are varied
 * @param seed of the order of the images and of their variation
 */
public record TrainingPlan(
    TrainingMode mode,
    Objective objective,
    BatchNorm batchNorm,
    Schedule schedule,
    Augmentation augmentation,
    long seed) {
  /** What batch normalisations do while training. */
  public enum BatchNorm {
    /** They use the statistics that they have; for few images or small batches. */
    FROZEN,
    /** They use each batch's statistics and learn them; for training from scratch. */
    ADAPTED
  }
}
