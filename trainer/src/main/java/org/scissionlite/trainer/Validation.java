package org.scissionlite.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.input.EvenlySpacedChoice;
import org.scissionlite.trainer.batch.BatchSource;
import org.scissionlite.trainer.batch.DistillationBatches;
import org.scissionlite.trainer.batch.Teacher;
import org.scissionlite.trainer.interpreter.TorchModel;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.trainer.loss.AnswerHead;
import org.scissionlite.trainer.loss.AreaLoss;
import org.scissionlite.trainer.loss.Batch;
import org.scissionlite.trainer.loss.BoxPrecision;
import org.scissionlite.trainer.loss.BytesGoalLoss;
import org.scissionlite.trainer.loss.DialBytesLoss;
import org.scissionlite.trainer.loss.Loss;
import org.scissionlite.trainer.loss.WireEntropy;
import org.scissionlite.training.Objective;

/** Measures a model on images that no gradient sees. */
final class Validation {
  private static final int MOST_ASKED = 400;

  private final DistillationBatches distillation;
  private final Loss loss;
  private final List<AnswerHead> heads;
  private final Optional<List<AnswerHead>> taught;
  private final Optional<Objective.WithinBytes> goal;
  private final Objective objective;

  /**
   * @param loss mean over the images, and what an excess of bytes over a goal adds
   * @param accuracy share of the images with the right class, or the teacher's; of other tasks how
   *     near the answers are to the teacher's, the share of places with the right class, or mAP
   *     0.5:0.95; 0 to 1
   * @param wireBytes bytes an image; 0 where the objective counts none
   */
  record Score(double loss, double accuracy, double wireBytes) {}

  Validation(
      DistillationBatches distillation,
      Teacher teacher,
      Loss loss,
      List<AnswerHead> heads,
      Objective objective) {
    this.distillation = distillation;
    this.loss = loss;
    this.heads = heads;
    this.taught = teacher.heads(objective.answers());
    this.objective = objective;
    this.goal =
        objective instanceof Objective.WithinBytes within ? Optional.of(within) : Optional.empty();
  }

  /**
   * A model as it is now.
   *
   * @param step of its dial; 0 without one
   * @param batchSize how many images are asked at once
   */
  record AtStep(TorchModel model, int step, int batchSize) {
    Map<String, Tensor> forward(Tensor images, List<String> wanted) {
      return model.forward(StudentInputs.of(model, images, step), wanted, Set.of());
    }
  }

  /** The score of a model as it is now: with a dial, on average over its steps. */
  Score of(TorchModel model, int batchSize) {
    List<Score> scores =
        IntStream.range(0, objective.steps())
            .mapToObj(step -> of(new AtStep(model, step, batchSize)))
            .toList();
    return new Score(
        scores.stream().mapToDouble(Score::loss).average().orElseThrow(),
        scores.stream().mapToDouble(Score::accuracy).average().orElseThrow(),
        scores.stream().mapToDouble(Score::wireBytes).average().orElseThrow());
  }

  private Score of(AtStep at) {
    int count = distillation.source().examples().size();
    double lossSum = 0;
    double right = 0;
    Optional<Objective.BytesGoal> bytesGoal = goal.map(within -> within.goals().get(at.step()));
    Counts counts =
        new Counts(
            bytesGoal.map(each -> new WireEntropy(each.classes())),
            objective instanceof Objective.Boxes detector
                ? Optional.of(new BoxPrecision(detector.boxes()))
                : Optional.empty());
    for (List<Integer> indices : batches(numbers(distillation.source()), at.batchSize())) {
      Part part = NativeMemory.withoutGradients(() -> part(at, indices, counts));
      lossSum += part.lossSum();
      right += part.right();
    }
    double bytes = counts.entropy().map(WireEntropy::bytesPerImage).orElse(0.0);
    double excess =
        bytesGoal
            .map(each -> goal.orElseThrow().weight() * Math.max(0, bytes / each.bytes() - 1))
            .orElse(0.0);
    double accuracy = counts.precision().map(BoxPrecision::share).orElse(right / count);
    return new Score(lossSum / count + excess, accuracy, bytes);
  }

  /** The bytes that its images take. */
  double taken(AtStep at) {
    WireEntropy entropy = new WireEntropy(goal.orElseThrow().goals().get(at.step()).classes());
    for (List<Integer> indices : batches(numbers(distillation.source()), at.batchSize())) {
      NativeMemory.withoutGradients(
          () -> {
            entropy.add(sent(at, distillation.source().batch(indices)));
            return indices;
          });
    }
    return entropy.bytesPerImage();
  }

  /**
   * The bytes that examples which gradients see take by an estimate.
   *
   * @param learned the examples, of which some are asked, evenly chosen
   */
  double estimated(BytesGoalLoss part, AtStep at, BatchSource learned) {
    List<Integer> asked = EvenlySpacedChoice.of(numbers(learned), MOST_ASKED);
    double sum = 0;
    for (List<Integer> some : batches(asked, at.batchSize())) {
      sum +=
          some.size()
              * NativeMemory.withoutGradients(
                  () -> part.estimate(sent(at, learned.batch(some))).item_double());
    }
    return sum / asked.size();
  }

  private Tensor sent(AtStep at, Batch batch) {
    String wire = goal.orElseThrow().wire();
    Tensor sent = at.forward(batch.images(), List.of(wire)).get(wire);
    return DialBytesLoss.coefficients(sent, objective.steps());
  }

  private static List<Integer> numbers(BatchSource source) {
    return IntStream.range(0, source.examples().size()).boxed().toList();
  }

  private static List<List<Integer>> batches(List<Integer> examples, int batchSize) {
    List<List<Integer>> batches = new ArrayList<>();
    for (int first = 0; first < examples.size(); first += batchSize) {
      batches.add(examples.subList(first, Math.min(examples.size(), first + batchSize)));
    }
    return batches;
  }

  private record Part(double lossSum, double right) {}

  /** What is counted over all images together. */
  private record Counts(Optional<WireEntropy> entropy, Optional<BoxPrecision> precision) {}

  private Part part(AtStep at, List<Integer> indices, Counts counts) {
    Batch batch = distillation.batch(indices);
    Map<String, Tensor> values = at.forward(batch.images(), reads());
    counts
        .entropy()
        .ifPresent(
            each ->
                each.add(
                    DialBytesLoss.coefficients(
                        values.get(goal.orElseThrow().wire()), objective.steps())));
    counts.precision().ifPresent(each -> each.add(values, batch));
    double mean = loss.of(values, batch).item_double();
    return new Part(mean * indices.size(), right(values, batch));
  }

  private List<String> reads() {
    List<String> reads = new ArrayList<>(loss.reads());
    heads.forEach(head -> reads.add(head.tensor()));
    goal.map(Objective.WithinBytes::wire).ifPresent(reads::add);
    return reads.stream().distinct().toList();
  }

  /** How many are right, or how alike all are to the teacher's, times how many there are. */
  private double right(Map<String, Tensor> values, Batch batch) {
    if (batch.labels().isPresent()) {
      Tensor found = AnswerHead.best(heads.get(0).rows(values.get(heads.get(0).tensor())));
      return torch.eq(found, batch.labels().get()).sum().item_long();
    }
    if (loss instanceof AreaLoss areas) {
      return areas.right(values, batch) * batch.images().size(0);
    }
    if (taught.isEmpty()) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < heads.size(); i++) {
      Tensor wanted = batch.teacher().get(taught.get().get(i).tensor());
      sum += heads.get(i).agreement(values.get(heads.get(i).tensor()), wanted);
    }
    return sum / heads.size() * batch.images().size(0);
  }
}
