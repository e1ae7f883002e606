package org.scissionlite.cli.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.cli.terminal.ResumableFiles;
import org.scissionlite.file.FileTree;
import org.scissionlite.privacy.PrivacyExperiment;
import org.scissionlite.training.TrainingListener;

/** Tells how the attacks go; keeps a checkpoint of each until all are done. */
final class PrivacyProgress implements PrivacyExperiment.Progress {
  private final Path folder;
  private final Consumer<String> teller;
  private final List<Path> checkpoints = new ArrayList<>();

  /**
   * @param folder of the result and the checkpoints
   */
  PrivacyProgress(Path folder, Consumer<String> teller) {
    this.folder = folder;
    this.teller = teller;
  }

  @Override
  public TrainingListener attackOn(String subject) {
    return new AttackProgress(subject, teller);
  }

  @Override
  public Optional<Path> nextCheckpoint() {
    int number = checkpoints.size() + 1;
    checkpoints.add(folder.resolve("attack%d%s".formatted(number, ResumableFiles.CHECKPOINT)));
    return Optional.of(checkpoints.get(number - 1));
  }

  /** Removes the checkpoints, once everything is written. */
  void removeCheckpoints() {
    checkpoints.forEach(FileTree::remove);
  }
}
