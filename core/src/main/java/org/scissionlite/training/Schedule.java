package org.scissionlite.training;

import org.scissionlite.error.UsageException;

/**
 * How long a training goes and how fast it learns: AdamW (Loshchilov and Hutter 2019) with a linear
 * warm-up and a cosine decay to 1 % of the learning rate.
 *
 * @param epochs how many times all training images are seen, at most
 * @param batchSize images a step; an epoch of fewer images is one step
 * @param patience epochs without a better validation before the training ends early
 * @param learningRate the largest one, after the warm-up
 * @param warmUpShare the share of all steps in which the learning rate rises
 * @param weightDecay pulls weights of two or more dimensions towards 0
 * @param clipNorm the gradient's norm is cut to this
 */
public record Schedule(
    int epochs,
    int batchSize,
    int patience,
    double learningRate,
    double warmUpShare,
    double weightDecay,
    double clipNorm) {
  private static final double LAST_SHARE = 0.01;

  public Schedule {
    require("epochs", epochs >= 1 && epochs <= 100_000, epochs);
    require("batch size", batchSize >= 1 && batchSize <= 65_536, batchSize);
    require("patience", patience >= 1, patience);
    require("learning rate", learningRate > 0 && learningRate <= 10, learningRate);
    require("warm-up share", warmUpShare >= 0 && warmUpShare < 1, warmUpShare);
    require("weight decay", weightDecay >= 0 && weightDecay <= 10, weightDecay);
    require("clip norm", clipNorm > 0 && clipNorm <= 1e6, clipNorm);
  }

  private static void require(String what, boolean fine, Number value) {
    if (!fine) {
      throw new UsageException("training: %s of %s is out of range".formatted(what, value));
    }
  }

  /** A whole model from random weights. */
  public static Schedule fromScratch(int epochs) {
    return new Schedule(epochs, 32, epochs, 3e-3, 0.1, 0.05, 5);
  }

  /** A trained model that has to get used to a transfer layer. */
  public static Schedule fineTuning(int epochs) {
    return new Schedule(epochs, 16, Math.max(3, epochs / 3), 5e-4, 0.1, 0.01, 5);
  }

  /** Steps in an epoch: 818 images in batches of 32 are 25, and the 18 left wait for the next. */
  public int stepsPerEpoch(int images) {
    return Math.max(1, images / batchSize);
  }

  /**
   * The learning rate of a step. Of 1,000 steps with a warm-up share of 0.1 and a rate of 0.001:
   * step 0 has 0.00001, step 99 has 0.001, step 549 about 0.0005, the last 0.00001.
   *
   * @param step from 0, over all epochs
   * @param steps of all epochs
   */
  public double learningRate(long step, long steps) {
    double warmUp = Math.floor(warmUpShare * steps);
    if (step < warmUp) {
      return learningRate * (step + 1) / warmUp;
    }
    double progress = (step - warmUp) / Math.max(1, steps - 1 - warmUp);
    double share = LAST_SHARE + (1 - LAST_SHARE) * (1 + StrictMath.cos(Math.PI * progress)) / 2;
    return learningRate * share;
  }
}
