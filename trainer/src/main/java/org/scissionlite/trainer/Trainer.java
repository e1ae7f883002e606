package org.scissionlite.trainer;

import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.LibTorch;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.TrainingListener;
import org.scissionlite.training.TrainingPlan;
import org.scissionlite.training.TrainingResult;
import org.scissionlite.training.TrainingRun;
import org.scissionlite.transfer.Dial;

/**
 * Trains models of the supported operators: the paper's Trainer.
 *
 * <pre>{@code
 * TrainingPlan plan =
 *     new TrainingPlan(
 *         TrainingMode.transferLayerAndEdge(inserted),
 *         new Objective.Distillation(uncut, List.of(), 2, 0),
 *         TrainingPlan.BatchNorm.FROZEN,
 *         Schedule.fineTuning(10),
 *         Augmentation.gentle(),
 *         1);
 * TrainingResult result =
 *     new Trainer(TrainingRun.onCpu(), TrainingListener.SILENT).train(inserted.graph(), data, plan);
 * }</pre>
 *
 * <p>On one machine the same model, data, plan and number of threads give the same weights, whether
 * the training was stopped and resumed or not. On another kind of processor libtorch takes other
 * kernels, whose sums differ in their last digits.
 */
public final class Trainer {
  private final TrainingRun run;
  private final TrainingListener listener;

  public Trainer(TrainingRun run, TrainingListener listener) {
    this.run = run;
    this.listener = listener;
  }

  /**
   * Trains a model.
   *
   * @param graph a classifier with one float32 input of batch 1 and one output
   * @return the model with the weights of the best epoch
   * @throws UsageException if model, data, plan or device do not fit together
   * @throws ScissionLiteException for an unsupported operator, when the loss is no longer a number,
   *     when the thread is interrupted (the checkpoint stays), or when the checkpoint cannot be
   *     written or read
   */
  public TrainingResult train(ModelGraph graph, TrainingData data, TrainingPlan plan) {
    ComputeDevice device = ComputeDevice.named(run.device());
    requireOneInput(graph);
    LibTorch.useThreads(run.threads());
    try (Training training = Training.of(graph, data, plan, device)) {
      return new TrainingLoop(training, run, listener).run();
    }
  }

  /** The threads of one operator. */
  int threads() {
    return run.threads();
  }

  private static void requireOneInput(ModelGraph graph) {
    if (graph.inputs().size() != 1 + Dial.among(graph.inputs()).size()
        || graph.inputs().get(0).elementType() != ElementType.FLOAT32
        || graph.inputs().get(0).shape().rank() < 1
        || graph.inputs().get(0).shape().dim(0) != 1) {
      throw new UsageException(
          "model '%s': the trainer needs one float32 input of batch 1, got %s"
              .formatted(graph.name(), graph.inputs()));
    }
  }
}
