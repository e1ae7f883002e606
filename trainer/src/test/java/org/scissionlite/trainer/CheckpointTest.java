package org.scissionlite.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.training.Augmentation;
import org.scissionlite.training.EpochReport;
import org.scissionlite.training.Objective;
import org.scissionlite.training.Schedule;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.TrainingListener;
import org.scissionlite.training.TrainingMode;
import org.scissionlite.training.TrainingPlan;
import org.scissionlite.training.TrainingResult;
import org.scissionlite.training.TrainingRun;

class CheckpointTest {
  private static final ModelGraph MODEL = TinyModels.classifier(1);

  @TempDir private Path folder;

  private final TrainingData data = TinyModels.stripes(60, true);

  @Test
  void resumedTraining_givesTheSameBytesAsOneThatWasNotStopped() {
    TrainingResult whole = train(Optional.empty(), TrainingListener.SILENT, 5);
    Path file = folder.resolve("run.checkpoint");
    assertThatThrownBy(() -> train(Optional.of(file), new InterruptAfter(2), 5))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("training was interrupted in epoch 3");
    TrainingResult resumed = train(Optional.of(file), TrainingListener.SILENT, 5);
    assertThat(resumed.graph().initializers()).isEqualTo(whole.graph().initializers());
    assertThat(resumed.report().bestEpoch()).isEqualTo(whole.report().bestEpoch());
    assertThat(resumed.report().epochs()).hasSize(5);
  }

  @Test
  void finishedTraining_isNotRepeated() {
    Path file = folder.resolve("run.checkpoint");
    TrainingResult first = train(Optional.of(file), TrainingListener.SILENT, 1);
    TrainingResult second =
        train(
            Optional.of(file),
            new TrainingListener() {
              @Override
              public void afterStep(long step, long steps, double loss) {
                throw new AssertionError("nothing is left to learn");
              }
            },
            1);
    assertThat(second.graph().initializers()).isEqualTo(first.graph().initializers());
  }

  @Test
  void checkpointOfAnotherPlan_isRefused() {
    Path file = folder.resolve("run.checkpoint");
    train(Optional.of(file), TrainingListener.SILENT, 1);
    assertThatThrownBy(() -> train(Optional.of(file), TrainingListener.SILENT, 2))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(
            "belongs to another training, these differ: epochs (1 there, 2 now);");
  }

  @Test
  void checkpointOfAnotherVersion_isNotCalledDamaged() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeUTF("ScissionLite checkpoint 2");
      out.writeUTF("fingerprint");
    }
    assertThatThrownBy(() -> train(Optional.of(file), TrainingListener.SILENT, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("written by another version");
  }

  @Test
  void bestEpochOfAStoppedTraining_canBeKept() {
    Path file = folder.resolve("run.checkpoint");
    assertThatThrownBy(() -> train(Optional.of(file), new InterruptAfter(3), 5))
        .isInstanceOf(ScissionLiteException.class);
    TrainingRun keeping = new TrainingRun("cpu", 1, Optional.of(file), true);
    TrainingResult kept = new Trainer(keeping, TrainingListener.SILENT).train(MODEL, data, plan(5));
    assertThat(kept.report().epochs()).hasSize(3);
    TrainingResult resumed = train(Optional.of(file), TrainingListener.SILENT, 5);
    assertThat(kept.report().epochs()).isEqualTo(resumed.report().epochs().subList(0, 3));
    assertThat(kept.graph().initializers()).isNotEqualTo(MODEL.initializers());
  }

  @Test
  void bestEpochOfNoTraining_cannotBeKept() {
    TrainingRun keeping =
        new TrainingRun("cpu", 1, Optional.of(folder.resolve("run.checkpoint")), true);
    assertThatThrownBy(
            () -> new Trainer(keeping, TrainingListener.SILENT).train(MODEL, data, plan(5)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("run.checkpoint");
  }

  @Test
  void damagedCheckpoint_isNamed() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    train(Optional.of(file), TrainingListener.SILENT, 1);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    for (byte[] damaged :
        new byte[][] {bytes, Arrays.copyOf(bytes, bytes.length - 9), new byte[0], {1, 2, 3}}) {
      Files.write(file, damaged);
      assertThatThrownBy(() -> train(Optional.of(file), TrainingListener.SILENT, 1))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining("is damaged; remove it to start again");
    }
  }

  @Test
  void checkpointThatCannotBeWritten_isNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("a file"), "").resolve("run.checkpoint");
    assertThatThrownBy(() -> train(Optional.of(file), TrainingListener.SILENT, 1))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("run.checkpoint");
  }

  private TrainingResult train(Optional<Path> checkpoint, TrainingListener listener, int epochs) {
    return new Trainer(new TrainingRun("cpu", 1, checkpoint), listener)
        .train(MODEL, data, plan(epochs));
  }

  private static TrainingPlan plan(int epochs) {
    return new TrainingPlan(
        new TrainingMode.Everything(),
        new Objective.Labels(0),
        TrainingPlan.BatchNorm.ADAPTED,
        new Schedule(epochs, 10, epochs, 1e-2, 0.1, 1e-3, 5),
        Augmentation.inspection(),
        3);
  }

  private record InterruptAfter(int epoch) implements TrainingListener {
    @Override
    public void afterEpoch(EpochReport report) {
      if (report.epoch() == epoch) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
