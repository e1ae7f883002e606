package org.scissionlite.cli.train;

import java.nio.file.Path;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.chart.LearningCurveChart;
import org.scissionlite.chart.LearningCurveChart.Epoch;
import org.scissionlite.cli.terminal.ResumableFiles;
import org.scissionlite.file.FileTree;
import org.scissionlite.file.Json;
import org.scissionlite.training.EpochReport;
import org.scissionlite.training.TrainingReport;

/**
 * What a training leaves beside its result: {@code NAME.training.json}, {@code NAME.training.png},
 * and {@code NAME.checkpoint} until it is done.
 *
 * @param name the place of the result, without an ending
 */
public record TrainingFiles(Path name) {
  /** Those of a scenario, beside its bundle. */
  public static TrainingFiles beside(Path bundle, PreparedScenario scenario) {
    return new TrainingFiles(bundle.resolveSibling(bundle.getFileName() + "." + scenario.name()));
  }

  public Path checkpoint() {
    return with(ResumableFiles.CHECKPOINT);
  }

  private Path with(String ending) {
    return name.resolveSibling(name.getFileName() + ending);
  }

  /**
   * Writes report and learning curves.
   *
   * @param accuracy what the curve of the accuracy shows, in a word
   */
  public void write(TrainingReport report, String accuracy) {
    Json.write(with(".training.json"), report);
    new LearningCurveChart(
            report.model() + ": learning curves",
            "%,d parameters learned in %,.0f s, seed %d"
                .formatted(report.trainedParameters(), report.seconds(), report.seed()),
            accuracy + " (%)",
            report.epochs().stream().map(TrainingFiles::drawn).toList(),
            report.bestEpoch())
        .picture()
        .write(with(".training.png"));
  }

  private static Epoch drawn(EpochReport epoch) {
    return new Epoch(
        epoch.epoch(),
        epoch.trainingLoss(),
        epoch.validationLoss(),
        100 * epoch.accuracy(),
        epoch.wireBytes());
  }

  /** Removes the checkpoint, once everything is written. */
  public void removeCheckpoint() {
    FileTree.remove(checkpoint());
  }
}
