package org.scissionlite.privacy;

import org.scissionlite.error.UsageException;
import org.scissionlite.training.Schedule;

/**
 * How hard the attacker tries.
 *
 * @param steps of the decoder's training
 * @param batch pictures a step
 * @param threads of the training
 * @param seed of the decoder's weights, the choice of the known images and their order
 * @param strength what kind of decoder, and what it makes small
 */
public record AttackSettings(
    int steps, int batch, int threads, long seed, AttackStrength strength) {
  private static final double LEARNING_RATE = 2e-3;
  private static final double WARM_UP_SHARE = 0.05;
  private static final double CLIP_NORM = 5;

  public AttackSettings {
    if (steps < 1 || batch < 1 || threads < 1) {
      throw new UsageException(
          "attack: steps, batch and threads must be at least 1, got %d, %d and %d"
              .formatted(steps, batch, threads));
    }
  }

  /** The training's schedule for a number of known images. */
  Schedule schedule(int images) {
    int stepsPerEpoch = Math.max(1, images / batch);
    int epochs = Math.max(1, steps / stepsPerEpoch);
    return new Schedule(epochs, batch, epochs, LEARNING_RATE, WARM_UP_SHARE, 0, CLIP_NORM);
  }
}
