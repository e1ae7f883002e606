package org.scissionlite.training;

import java.nio.file.Path;
import java.util.Optional;
import org.scissionlite.error.UsageException;

/**
 * Where and how a training runs; the plan says what it gives.
 *
 * @param device "cpu" or "cuda"
 * @param threads of one operator
 * @param checkpoint a file that the state goes to after every epoch, and from which a training that
 *     was stopped goes on
 * @param keepBest whether a training that was stopped ends with its best epoch instead
 */
public record TrainingRun(String device, int threads, Optional<Path> checkpoint, boolean keepBest) {
  public TrainingRun {
    if (threads < 1) {
      throw new UsageException("training: expected at least 1 thread, got " + threads);
    }
  }

  /** A training to its end. */
  public TrainingRun(String device, int threads, Optional<Path> checkpoint) {
    this(device, threads, checkpoint, false);
  }

  /** On the CPU with all its cores, without checkpoints. */
  public static TrainingRun onCpu() {
    return new TrainingRun("cpu", Runtime.getRuntime().availableProcessors(), Optional.empty());
  }
}
