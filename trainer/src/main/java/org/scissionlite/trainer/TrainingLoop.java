package org.scissionlite.trainer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Tensor;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.trainer.libtorch.LibTorch;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.training.EpochReport;
import org.scissionlite.training.TrainingListener;
import org.scissionlite.training.TrainingPlan;
import org.scissionlite.training.TrainingReport;
import org.scissionlite.training.TrainingResult;
import org.scissionlite.training.TrainingRun;

/** Epoch after epoch until all are done or none gets better; keeps the best one's weights. */
final class TrainingLoop {
  private final Training training;
  private final TrainingRun run;
  private final TrainingListener listener;
  private final TrainingPlan plan;
  private final String dataSha256;
  private final String startSha256;
  private final Optional<CheckpointFile> checkpoint;
  private final List<EpochReport> epochs = new ArrayList<>();
  private Map<String, Tensor> best;
  private int bestEpoch;
  private double secondsBefore;
  private long started;

  TrainingLoop(Training training, TrainingRun run, TrainingListener listener) {
    this.training = training;
    this.run = run;
    this.listener = listener;
    this.plan = training.plan();
    this.dataSha256 = training.data().sha256();
    this.best = Weights.copy(training.model(), training.weights().changing());
    this.startSha256 = Weights.sha256(best);
    TrainingSettings settings = TrainingSettings.of(plan, dataSha256, startSha256);
    this.checkpoint =
        run.checkpoint()
            .map(file -> new CheckpointFile(file, settings, training.checkpointLayout()));
  }

  TrainingResult run() {
    started = System.nanoTime();
    checkpoint.filter(CheckpointFile::exists).map(CheckpointFile::read).ifPresent(this::restore);
    if (run.keepBest()) {
      requireCheckpoint();
      return result();
    }
    if (epochs.isEmpty() && plan.batchNorm() == TrainingPlan.BatchNorm.FROZEN) {
      EpochReport before = before();
      add(before);
      listener.afterEpoch(before);
    }
    int done = epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).epoch();
    for (int epoch = done + 1; epoch <= plan.schedule().epochs() && !isStale(epoch); epoch++) {
      EpochReport report = epoch(epoch);
      add(report);
      checkpoint.ifPresent(file -> file.write(state()));
      listener.afterEpoch(report);
    }
    return result();
  }

  private void requireCheckpoint() {
    if (epochs.isEmpty()) {
      throw new UsageException(
          "there is no training that was stopped to keep the best epoch of: expected its checkpoint %s; train first"
              .formatted(checkpoint.map(CheckpointFile::path).map(String::valueOf).orElse("file")));
    }
  }

  private TrainingResult result() {
    return new TrainingResult(Weights.into(training.model().graph(), best), report());
  }

  private void add(EpochReport report) {
    boolean isBest =
        epochs.stream()
            .filter(epoch -> epoch.epoch() == bestEpoch)
            .allMatch(epoch -> plan.objective().prefers(report, epoch));
    epochs.add(report);
    if (isBest) {
      bestEpoch = report.epoch();
      best = Weights.copy(training.model(), training.weights().changing());
    }
  }

  private boolean isStale(int next) {
    return next - 1 - bestEpoch >= plan.schedule().patience();
  }

  /** A model that works already is not given up for a worse one. */
  private EpochReport before() {
    Validation.Score score = training.validate();
    return new EpochReport(
        0,
        plan.schedule().epochs(),
        0,
        score.loss(),
        score.loss(),
        score.accuracy(),
        score.wireBytes(),
        0);
  }

  private EpochReport epoch(int epoch) {
    long step = (long) (epoch - 1) * training.stepsPerEpoch();
    double lossSum = 0;
    training.correctEstimate();
    for (List<Integer> examples : training.batches(epoch)) {
      if (Thread.interrupted()) {
        throw new ScissionLiteException(
            "training was interrupted in epoch %d; the checkpoint, if any, holds the epochs before it"
                .formatted(epoch));
      }
      double loss = training.learn(examples, step);
      lossSum += loss;
      step++;
      listener.afterStep(step, training.steps(), loss);
    }
    Validation.Score score = training.validate();
    return new EpochReport(
        epoch,
        plan.schedule().epochs(),
        plan.schedule().learningRate(step - 1, training.steps()),
        lossSum / training.stepsPerEpoch(),
        score.loss(),
        score.accuracy(),
        score.wireBytes(),
        seconds() / epoch * (plan.schedule().epochs() - epoch));
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - started) / 1e9;
  }

  private Checkpoint state() {
    Map<String, Tensor> tensors = new HashMap<>();
    training
        .state()
        .forEach(
            (key, tensor) ->
                tensors.put(
                    key,
                    NativeMemory.scoped(() -> HostTensors.toHost(tensor, ElementType.FLOAT32))));
    best.forEach((name, value) -> tensors.put(Checkpoint.key(Checkpoint.Role.BEST, name), value));
    return new Checkpoint(epochs, bestEpoch, seconds(), tensors);
  }

  private void restore(Checkpoint saved) {
    training.state().forEach((key, tensor) -> Weights.set(tensor, saved.tensors().get(key)));
    best.replaceAll((name, old) -> saved.tensors().get(Checkpoint.key(Checkpoint.Role.BEST, name)));
    epochs.addAll(saved.epochs());
    bestEpoch = saved.bestEpoch();
    secondsBefore = saved.seconds();
    listener.resumed(epochs.get(epochs.size() - 1));
  }

  private TrainingReport report() {
    long parameters =
        training.weights().learned().stream()
            .mapToLong(name -> best.get(name).shape().elements())
            .sum();
    return new TrainingReport(
        TrainingReport.SCHEMA_VERSION,
        training.model().graph().name(),
        LibTorch.description(),
        System.getProperty("java.version"),
        run.device(),
        run.threads(),
        plan.seed(),
        dataSha256,
        startSha256,
        plan.toString(),
        parameters,
        List.copyOf(training.weights().learned()),
        bestEpoch,
        seconds(),
        epochs);
  }
}
