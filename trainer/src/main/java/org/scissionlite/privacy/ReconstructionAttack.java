package org.scissionlite.privacy;

import java.nio.file.Path;
import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.trainer.Trainer;
import org.scissionlite.training.Augmentation;
import org.scissionlite.training.Objective;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.TrainingListener;
import org.scissionlite.training.TrainingMode;
import org.scissionlite.training.TrainingPlan;
import org.scissionlite.training.TrainingRun;
import org.scissionlite.training.examples.ExamplePairs;

/**
 * Learns from known pictures and what was heard of them to rebuild pictures from what is heard.
 *
 * @param objective what makes a rebuilt picture like the known one
 * @param listener hears of every step of the training
 * @param checkpoint where a training that is stopped goes on from
 */
record ReconstructionAttack(
    AttackSettings settings,
    Objective objective,
    TrainingListener listener,
    Optional<Path> checkpoint) {
  private static final int FEWEST_KNOWN = 2;

  /** One known picture of so many tells which epoch is the best. */
  private static final int VALIDATION_SHARE = 10;

  /**
   * The decoder that the attacker learns.
   *
   * @param known features [1,C,H,W] with the differences [1,3,H,W] of their pictures to the typical
   *     one
   * @throws UsageException for less than two known pictures
   * @throws org.scissionlite.error.ScissionLiteException if the training fails
   */
  ModelGraph learn(ExamplePairs known) {
    if (known.size() < FEWEST_KNOWN) {
      throw new UsageException(
          "privacy: the attacker needs at least %d known images, got %d"
              .formatted(FEWEST_KNOWN, known.size()));
    }
    int training = learned(known.size());
    TrainingData data =
        new TrainingData(known.part(0, training), known.part(training, known.size()));
    ModelGraph decoder =
        InversionNetwork.graph(
            known.input(0).shape(),
            ChannelScales.of(known.inputs()),
            known.targets().get(0).shape(),
            settings);
    TrainingRun run = new TrainingRun("cpu", settings.threads(), checkpoint);
    return new Trainer(run, listener).train(decoder, data, plan(training)).graph();
  }

  /** How many of so many known pictures the weights are learned from; the first ones. */
  static int learned(int known) {
    return known - Math.max(1, known / VALIDATION_SHARE);
  }

  private TrainingPlan plan(int images) {
    return new TrainingPlan(
        new TrainingMode.Everything(),
        objective,
        TrainingPlan.BatchNorm.FROZEN,
        settings.schedule(images),
        Augmentation.none(),
        settings.seed());
  }
}
