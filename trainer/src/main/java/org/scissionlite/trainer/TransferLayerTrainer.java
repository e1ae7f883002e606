package org.scissionlite.trainer;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.training.Augmentation;
import org.scissionlite.training.CutSides;
import org.scissionlite.training.Objective;
import org.scissionlite.training.TrainedTransferLayer;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.TrainingPlan;
import org.scissionlite.training.TrainingResult;
import org.scissionlite.training.TrainingScope;
import org.scissionlite.training.TransferLayerPlan;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.FeatureExamples;
import org.scissionlite.training.examples.SelectedExamples;
import org.scissionlite.training.examples.SentTensors;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.InsertedModel;
import org.scissionlite.transfer.codec.Codec;
import org.scissionlite.transfer.codec.DialCodec;
import org.scissionlite.transfer.codec.RansCodec;
import org.scissionlite.transfer.codec.entropy.RansTables;

/**
 * Trains the transfer layer of a model to be like the uncut model, without labels: in its answers
 * and in what leaves EdgeTL.
 *
 * <p>Where the device part stays as it is, it runs once over all images, and the rest is trained on
 * what crosses the cut. Afterwards the codec's tables are learned anew from what the trained
 * DeviceTL sends.
 *
 * @param engine runs the device part
 * @param trainer moves the weights
 * @param progress hears how many images the device part has seen
 */
public record TransferLayerTrainer(Engine engine, Trainer trainer, IntConsumer progress) {
  private static final double TEMPERATURE = 2;
  private static final double FEATURE_WEIGHT = 0.3;
  private static final double BYTES_WEIGHT = 10;
  private static final int MOST_COUNTED = 1000;

  /**
   * Trains.
   *
   * @param uncut the model without a transfer layer
   * @param start the model with the transfer layer as it was fitted
   * @param images of the model's input; their labels are not read
   * @throws org.scissionlite.error.UsageException if there is nothing to train, or a codec is not
   *     exact
   * @throws org.scissionlite.error.ScissionLiteException as {@link Trainer#train} does
   */
  public TrainedTransferLayer train(
      ModelGraph uncut, InsertedModel start, TrainingData images, TransferLayerPlan plan) {
    requireExactCodecs(start);
    Course course = course(uncut, start, images, plan.scope());
    TrainingPlan training =
        new TrainingPlan(
            plan.scope().mode(start),
            objective(course, start, plan),
            TrainingPlan.BatchNorm.FROZEN,
            plan.schedule(),
            Augmentation.none(),
            plan.seed());
    TrainingResult result = trainer.train(course.student(), course.data(), training);
    Map<String, Tensor> weights = result.graph().initializers();
    SentTensors sent = sent(result.graph(), start, course.data().training());
    List<FittedTransferLayer> layers =
        start.layers().stream().map(layer -> layer.trained(weights, sent.of(layer))).toList();
    return new TrainedTransferLayer(
        new InsertedModel(Weights.replaced(start.graph(), weights), start.cut(), layers),
        sent.meanBytes(layers),
        result.report());
  }

  /** The training runs the operators alone: it would promise more than a lossy codec keeps. */
  private static void requireExactCodecs(InsertedModel start) {
    for (FittedTransferLayer layer : start.layers()) {
      if (!layer.codec().isExact()) {
        throw new UsageException(
            "transfer layer %s cannot be trained: a training does not see what its codec '%s' loses; leave out --train, or choose another one"
                .formatted(layer.spec(), layer.codec().name()));
      }
    }
  }

  /**
   * What is trained on what.
   *
   * @param student the model with the transfer layer, or its part from the cut on
   * @param teacher the uncut model, or its part from the cut on
   * @param data inputs of both
   */
  private record Course(ModelGraph student, ModelGraph teacher, TrainingData data) {}

  private Course course(
      ModelGraph uncut, InsertedModel start, TrainingData images, TrainingScope scope) {
    if (scope == TrainingScope.EVERYTHING
        || start.cut().tensors().size() > 1
        || !start.cut().kept().isEmpty()
        || start.cut().layer() == 0) {
      return new Course(start.graph(), uncut, images);
    }
    CutSides sides = CutSides.of(start.graph(), start.cut());
    long count = (long) images.training().size() + images.validation().size();
    if (sides.shareWeights() || count > FeatureExamples.capacity(start.cut())) {
      return new Course(start.graph(), uncut, images);
    }
    return new Course(
        sides.rest(),
        CutSides.of(uncut, start.cut()).rest(),
        new TrainingData(
            FeatureExamples.of(part(sides.head()), images.training(), progress),
            FeatureExamples.of(
                part(sides.head()),
                images.validation(),
                done -> progress.accept(images.training().size() + done))));
  }

  private FeatureExamples.Part part(ModelGraph head) {
    return new FeatureExamples.Part(engine, trainer.threads(), head);
  }

  private Objective objective(Course course, InsertedModel start, TransferLayerPlan plan) {
    List<Objective.Feature> features =
        start.layers().stream()
            .map(
                layer ->
                    new Objective.Feature(
                        layer.decoder().output().name(), layer.encoder().input().name()))
            .toList();
    Objective likeTeacher =
        new Objective.Distillation(
            course.teacher(), features, TEMPERATURE, FEATURE_WEIGHT, plan.task());
    List<RansTables> tables = tables(start);
    if (tables.isEmpty()) {
      return likeTeacher;
    }
    List<Double> bytes = bytes(course, start, plan.goalBytes());
    List<Objective.BytesGoal> goals =
        IntStream.range(0, tables.size())
            .mapToObj(step -> new Objective.BytesGoal(tables.get(step).classes(), bytes.get(step)))
            .toList();
    return new Objective.WithinBytes(likeTeacher, start.wire().get(0).name(), goals, BYTES_WEIGHT);
  }

  /** Of each step of a dial, all in their proportion, if the finest has to send less than now. */
  private List<Double> bytes(Course course, InsertedModel start, OptionalLong goal) {
    FittedTransferLayer layer = start.layers().get(0);
    if (layer.steps() == 1 && goal.isPresent()) {
      return List.of((double) goal.getAsLong());
    }
    List<Double> now =
        sent(course.student(), start, course.data().validation())
            .bytesOfSteps(layer, layer.steps());
    double share = goal.isPresent() ? Math.min(1, goal.getAsLong() / now.get(0)) : 1;
    return now.stream().map(each -> Math.max(1, share * each)).toList();
  }

  /** Those of each step of a dial, or the one of a layer without; none where bytes do not count. */
  private static List<RansTables> tables(InsertedModel start) {
    Codec codec = start.layers().get(0).codec();
    if (start.layers().size() > 1) {
      return List.of();
    }
    if (codec instanceof DialCodec dial) {
      return dial.steps().stream().map(DialCodec.Step::tables).toList();
    }
    return codec.name().equals(RansCodec.NAME)
        ? List.of(RansTables.parse(codec.tables()))
        : List.of();
  }

  /** What a model, or its part from the cut on, sends for some of the examples. */
  private SentTensors sent(ModelGraph graph, InsertedModel start, Examples examples) {
    ModelGraph device = CutSides.upTo(graph, start.wire());
    int count = Math.min(MOST_COUNTED, examples.size());
    Examples some = new SelectedExamples(examples, IntStream.range(0, count).boxed().toList());
    return SentTensors.of(part(device), some, Math.max(1, tables(start).size()));
  }
}
