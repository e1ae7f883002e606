package org.scissionlite.trainer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.trainer.batch.Augmenter;
import org.scissionlite.trainer.batch.BatchSource;
import org.scissionlite.trainer.batch.DistillationBatches;
import org.scissionlite.trainer.batch.SeededShuffle;
import org.scissionlite.trainer.batch.Teacher;
import org.scissionlite.trainer.interpreter.TorchModel;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.trainer.libtorch.NativeOwner;
import org.scissionlite.trainer.loss.AnswerHead;
import org.scissionlite.trainer.loss.Batch;
import org.scissionlite.trainer.loss.BytesGoalLoss;
import org.scissionlite.trainer.loss.Loss;
import org.scissionlite.training.Objective;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.TrainingPlan;

/** A model, its data and all that moves its weights, on a device. */
final class Training implements AutoCloseable {
  private final TrainingData data;
  private final TrainingPlan plan;
  private final TorchModel model;
  private final TrainableWeights weights;
  private final Loss loss;
  private final Teacher teacher;
  private final AdamW optimiser;
  private final Augmenter augmenter;
  private final DistillationBatches distillation;
  private final Validation validation;

  private final NativeOwner owner;

  private Training(
      TrainingData data, TrainingPlan plan, TorchModel model, Teacher teacher, NativeOwner owner) {
    ModelGraph graph = model.graph();
    TensorSpec input = graph.inputs().get(0);
    this.data = data;
    this.plan = plan;
    this.model = model;
    this.teacher = teacher;
    this.owner = owner;
    this.weights = TrainableWeights.of(graph, plan);
    this.loss = Loss.of(plan.objective(), graph, model.device());
    this.augmenter = new Augmenter(plan.augmentation(), input, model.device());
    int classes = Math.toIntExact(graph.outputs().get(0).shape().elements());
    this.distillation =
        new DistillationBatches(
            new BatchSource(data.training(), input, classes, model.device()), teacher);
    BatchSource held = new BatchSource(data.validation(), input, classes, model.device());
    Loss measured = Loss.of(plan.objective().measured(), graph, model.device());
    this.validation =
        new Validation(
            new DistillationBatches(held, teacher),
            teacher,
            measured,
            AnswerHead.of(graph, plan.objective().answers()),
            plan.objective());
    this.optimiser = owner.own(AdamW.of(model, weights, plan.schedule()));
  }

  /** Loads everything; what was loaded is freed again if the rest fails. */
  static Training of(ModelGraph graph, TrainingData data, TrainingPlan plan, ComputeDevice device) {
    Loss loss = Loss.of(plan.objective(), graph, device);
    return NativeOwner.building(
        owner -> {
          Teacher teacher = owner.own(Teacher.of(plan.objective(), loss.teacherReads(), device));
          TorchModel model = owner.own(TorchModel.of(graph, device));
          return new Training(data, plan, model, teacher, owner);
        });
  }

  TrainingData data() {
    return data;
  }

  TrainingPlan plan() {
    return plan;
  }

  TorchModel model() {
    return model;
  }

  TrainableWeights weights() {
    return weights;
  }

  int stepsPerEpoch() {
    return plan.schedule().stepsPerEpoch(data.training().size());
  }

  long steps() {
    return (long) stepsPerEpoch() * plan.schedule().epochs();
  }

  /** The examples of each step of an epoch, in a new order; an incomplete last step is left out. */
  List<List<Integer>> batches(int epoch) {
    List<Integer> order = SeededShuffle.order(data.training().size(), plan.seed(), epoch);
    int size = Math.min(plan.schedule().batchSize(), order.size());
    return java.util.stream.IntStream.range(0, stepsPerEpoch())
        .mapToObj(step -> order.subList(step * size, (step + 1) * size))
        .toList();
  }

  /**
   * Learns from some examples.
   *
   * @param step from 0, over all epochs
   * @return their loss before the step
   */
  double learn(List<Integer> examples, long step) {
    double value =
        NativeMemory.scoped(
            () -> {
              Batch batch = batch(examples, step);
              Map<String, Tensor> values =
                  model.forward(
                      StudentInputs.of(model, batch.images(), drawnStep(step)),
                      loss.reads(),
                      weights.adaptingNodes());
              Tensor mean = loss.of(values, batch);
              mean.backward();
              return mean.item_double();
            });
    if (!Double.isFinite(value)) {
      throw new ScissionLiteException(
          "training: the loss of step %d is not a number; lower the learning rate"
              .formatted(step + 1));
    }
    optimiser.step(step, steps());
    return value;
  }

  /** The step of the dial, which all images of a batch share: any of the ladder, by chance. */
  private int drawnStep(long step) {
    return SeededShuffle.random(plan.seed(), step, 1).nextInt(plan.objective().steps());
  }

  private Batch batch(List<Integer> examples, long step) {
    if (plan.augmentation().isNone()) {
      return distillation.batch(examples);
    }
    Batch plain = distillation.source().batch(examples);
    Tensor images = augmenter.vary(plain.images(), variation(step));
    return teacher.taught(new Batch(images, plain.labels(), followed(plain, step)));
  }

  private Random variation(long step) {
    return SeededShuffle.random(plan.seed(), step, 0);
  }

  /** The targets of places and boxes move with the images; others are as they were. */
  private Map<String, Tensor> followed(Batch plain, long step) {
    Map<String, Tensor> moved = new LinkedHashMap<>(plain.teacher());
    if (plan.objective() instanceof Objective.Areas) {
      moved.replaceAll((name, target) -> augmenter.follow(target, variation(step)));
    }
    if (plan.objective() instanceof Objective.Boxes) {
      moved.replaceAll(
          (name, target) -> augmenter.followBoxes(target, plain.images(), variation(step)));
    }
    return moved;
  }

  Validation.Score validate() {
    return validation.of(model, validationBatch());
  }

  /** To be called before every epoch. */
  void correctEstimate() {
    List<BytesGoalLoss> goals = loss.bytesGoals();
    for (int step = 0; step < goals.size(); step++) {
      Validation.AtStep at = new Validation.AtStep(model, step, validationBatch());
      goals
          .get(step)
          .correct(
              validation.estimated(goals.get(step), at, distillation.source()),
              validation.taken(at));
    }
  }

  private int validationBatch() {
    return Math.max(plan.schedule().batchSize(), 16);
  }

  /** The native tensors of the state, by the key that a checkpoint gives them. */
  Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    for (String name : weights.changing()) {
      state.put(Checkpoint.key(Checkpoint.Role.CURRENT, name), model.initializer(name));
    }
    for (String name : weights.learned()) {
      state.put(Checkpoint.key(Checkpoint.Role.MEAN, name), optimiser.mean(name));
      state.put(Checkpoint.key(Checkpoint.Role.SQUARE, name), optimiser.square(name));
    }
    return state;
  }

  /** The types of all tensors of a checkpoint, in the order of the file. */
  Map<String, TensorType> checkpointLayout() {
    Map<String, TensorType> layout = new LinkedHashMap<>();
    for (String name : weights.changing()) {
      TensorType type = float32(model.graph(), name);
      layout.put(Checkpoint.key(Checkpoint.Role.CURRENT, name), type);
      layout.put(Checkpoint.key(Checkpoint.Role.BEST, name), type);
    }
    for (String name : weights.learned()) {
      layout.put(Checkpoint.key(Checkpoint.Role.MEAN, name), float32(model.graph(), name));
      layout.put(Checkpoint.key(Checkpoint.Role.SQUARE, name), float32(model.graph(), name));
    }
    return layout;
  }

  private static TensorType float32(ModelGraph graph, String name) {
    return new TensorType(ElementType.FLOAT32, graph.initializers().get(name).shape());
  }

  @Override
  public void close() {
    owner.close();
  }
}
