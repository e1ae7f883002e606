package org.scissionlite.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.training.Augmentation;
import org.scissionlite.training.BytesLimit;
import org.scissionlite.training.Calibration;
import org.scissionlite.training.CutSides;
import org.scissionlite.training.EpochReport;
import org.scissionlite.training.Objective;
import org.scissionlite.training.Schedule;
import org.scissionlite.training.TrainedTransferLayer;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.TrainingListener;
import org.scissionlite.training.TrainingMode;
import org.scissionlite.training.TrainingPlan;
import org.scissionlite.training.TrainingRun;
import org.scissionlite.training.TrainingScope;
import org.scissionlite.training.TransferLayerPlan;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.ExamplesInMemory;
import org.scissionlite.training.examples.FeatureExamples;
import org.scissionlite.training.examples.SelectedExamples;
import org.scissionlite.training.examples.SentTensors;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.ShippedTrial;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.InsertedModel;
import org.scissionlite.transfer.Inserter;
import org.scissionlite.transfer.codec.DialCodec;
import org.scissionlite.transfer.spec.TransferLayers;

class TransferLayerTrainerTest {
  private static final OrtEngine ENGINE = new OrtEngine();
  private static final Cut CUT =
      new Cut(
          "relu1",
          3,
          List.of(new TensorSpec("relu1", ElementType.FLOAT32, Shape.of(1, 8, 12, 12))));
  private static final TrainingData IMAGES = TinyModels.stripes(120, false);
  private static final String COARSE = "learned:c=4,s=4,step=2";

  private static ModelGraph uncut;

  @TempDir private Path folder;

  @BeforeAll
  static void trainTheUncutModel() {
    TrainingPlan plan =
        new TrainingPlan(
            new TrainingMode.Everything(),
            new Objective.Labels(0),
            TrainingPlan.BatchNorm.ADAPTED,
            new Schedule(12, 10, 12, 1e-2, 0.1, 1e-3, 5),
            Augmentation.none(),
            1);
    uncut =
        new Trainer(new TrainingRun("cpu", 1, Optional.empty()), TrainingListener.SILENT)
            .train(TinyModels.classifier(1), TinyModels.stripes(150, true), plan)
            .graph();
  }

  @Test
  void trainedBottleneck_isMoreLikeTheUncutModel_withinItsBytes() {
    InsertedModel start = start(COARSE);
    TrainedTransferLayer trained = train(start, plan(TrainingScope.EDGE, 60, 15));
    List<EpochReport> epochs = trained.report().epochs();
    EpochReport best = trained.report().best();
    assertThat(best.validationLoss()).isLessThan(0.95 * epochs.get(0).validationLoss());
    assertThat(best.accuracy()).isGreaterThan(0.9);
    assertThat(trained.trainingBytes()).isLessThan(65);
  }

  @Test
  void bytesOfTheGoal_areUsed() {
    TrainedTransferLayer trained =
        train(start("learned:c=8,s=2,step=0.8"), plan(TrainingScope.EDGE, 60, 15));
    EpochReport last = trained.report().epochs().get(trained.report().lastEpoch());
    assertThat(trained.report().epochs().get(0).wireBytes()).isGreaterThan(70);
    assertThat(last.wireBytes()).isBetween(45.0, 60.5);
  }

  @Test
  void layerThatSendsTooMuch_isMadeAsCoarseAsTheLimitAsks() {
    for (String spec : List.of(COARSE, "transform:step=0.5,tile=4")) {
      InsertedModel start = start(spec);
      BytesLimit.Sending now =
          new BytesLimit(ENGINE, 1, IMAGES.training(), Long.MAX_VALUE).sending(start);
      long most = (long) (0.9 * now.bytes());
      BytesLimit.Sending within = new BytesLimit(ENGINE, 1, IMAGES.training(), most).applied(start);
      assertThat(within.bytes()).isBetween(0.95 * most, (double) most);
      SentTensors sent =
          SentTensors.of(
              new FeatureExamples.Part(ENGINE, 1, deviceSlice(within.model())), IMAGES.training());
      assertThat(sent.meanBytes(within.model().layers())).isEqualTo(within.bytes());
      assertThat(new BytesLimit(ENGINE, 1, IMAGES.training(), most).applied(within.model()).model())
          .isSameAs(within.model());
    }
  }

  @Test
  void layerWithoutSteps_cannotBeHeldToBytes() {
    assertThatThrownBy(
            () -> new BytesLimit(ENGINE, 1, IMAGES.training(), 100).applied(start("pool2")))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("sends 1,152 bytes an image, more than the 100 allowed");
  }

  @Test
  void transformCoding_isTrainedToo_withinTheBytesItSentBefore() {
    InsertedModel start = start("transform:step=1.5,tile=4");
    TransferLayerPlan plan =
        new TransferLayerPlan(
            TrainingScope.TRANSFER_LAYER,
            OptionalLong.empty(),
            new Schedule(4, 8, 4, 1e-3, 0.1, 1e-3, 5),
            1);
    TrainedTransferLayer trained = train(start, plan);
    SentTensors before =
        SentTensors.of(new FeatureExamples.Part(ENGINE, 1, deviceSlice(start)), IMAGES.training());
    assertThat(trained.trainingBytes()).isLessThan(1.1 * before.meanBytes(start.layers()));
    assertThat(trained.report().trainedInitializers()).contains("relu1/DeviceTL/channels/0");
  }

  @Test
  void codecOfTheTrainedLayer_knowsWhatTheTrainedEncoderSends() {
    InsertedModel start = start(COARSE);
    TrainedTransferLayer trained = train(start, plan(TrainingScope.EDGE, 60, 3));
    FittedTransferLayer layer = trained.inserted().layers().get(0);
    SentTensors sent =
        SentTensors.of(
            new FeatureExamples.Part(ENGINE, 1, deviceSlice(trained.inserted())),
            IMAGES.validation());
    assertThat(layer.codec().tables()).isNotEqualTo(start.layers().get(0).codec().tables());
    for (Tensor tensor : sent.of(layer)) {
      assertThat(layer.codec().decode(layer.codec().encode(tensor), tensor.type()))
          .isEqualTo(tensor);
    }
  }

  @Test
  void transferLayerScope_leavesEveryWeightOfTheModelAsItWas() {
    InsertedModel trained =
        train(start(COARSE), plan(TrainingScope.TRANSFER_LAYER, 60, 1)).inserted();
    assertThat(trained.graph().initializers()).containsAllEntriesOf(uncut.initializers());
  }

  @Test
  void edgeScope_leavesTheModelsWeightsOnTheDeviceAsTheyWere() {
    Map<String, Tensor> trained =
        train(start(COARSE), plan(TrainingScope.EDGE, 60, 1)).inserted().graph().initializers();
    assertThat(changed(trained))
        .containsExactlyInAnyOrder("squeeze.w", "conv2.w", "conv2.b", "fc.w", "fc.b");
  }

  @Test
  void edgeScopeOfThePublishedLayer_leavesTheDeviceSliceByteIdentical() {
    InsertedModel start = start("pool2");
    InsertedModel trained = train(start, plan(TrainingScope.EDGE, 60, 1)).inserted();
    assertThat(OnnxWriter.toBytes(deviceSlice(trained)))
        .isEqualTo(OnnxWriter.toBytes(deviceSlice(start)));
    assertThat(changed(trained.graph().initializers())).contains("fc.w");
  }

  @Test
  void everything_movesTheDeviceToo() {
    Map<String, Tensor> trained =
        train(start("pool2"), plan(TrainingScope.EVERYTHING, 60, 1))
            .inserted()
            .graph()
            .initializers();
    assertThat(changed(trained)).contains("conv1.w", "fc.w");
  }

  @Test
  void publishedLayerAlone_hasNothingToTrain() {
    InsertedModel start = start("pool2");
    TransferLayerPlan plan = plan(TrainingScope.TRANSFER_LAYER, 60, 1);
    assertThatThrownBy(() -> train(start, plan))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("nothing to train");
  }

  @Test
  void stoppedTraining_goesOnAsIfItHadNotBeen() {
    InsertedModel start = start(COARSE);
    TransferLayerPlan plan = plan(TrainingScope.EDGE, 60, 4);
    TrainedTransferLayer whole = train(start, plan);
    TrainingRun run = new TrainingRun("cpu", 1, Optional.of(folder.resolve("run.checkpoint")));
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void afterEpoch(EpochReport epoch) {
            if (epoch.epoch() == 2) {
              Thread.currentThread().interrupt();
            }
          }
        };
    assertThatThrownBy(() -> trainer(run, stopper).train(uncut, start, IMAGES, plan))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("interrupted in epoch 3");
    TrainedTransferLayer resumed =
        trainer(run, TrainingListener.SILENT).train(uncut, start, IMAGES, plan);
    assertThat(resumed.inserted().graph().initializers())
        .isEqualTo(whole.inserted().graph().initializers());
    assertThat(resumed.trainingBytes()).isEqualTo(whole.trainingBytes());
  }

  @Test
  void oneImageInEachPart_isEnough() {
    TrainingData one =
        new TrainingData(
            ExamplesInMemory.unlabelled(List.of(IMAGES.training().input(0))),
            ExamplesInMemory.unlabelled(List.of(IMAGES.validation().input(0))));
    InsertedModel start = start(COARSE);
    assertThat(
            trainer(new TrainingRun("cpu", 1, Optional.empty()), TrainingListener.SILENT)
                .train(uncut, start, one, plan(TrainingScope.EDGE, 60, 1))
                .report()
                .epochs())
        .extracting(EpochReport::epoch)
        .containsExactly(0, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"conv1.w", "fc.b"})
  void weightsThatAreNoNumbers_areReported(String name) {
    InsertedModel start = start(COARSE);
    Tensor weight = Tensor.zeros(uncut.initializers().get(name).type());
    weight.floats().put(0, Float.NaN);
    InsertedModel broken =
        new InsertedModel(
            Weights.into(start.graph(), Map.of(name, weight)), start.cut(), start.layers());
    assertThatThrownBy(() -> train(broken, plan(TrainingScope.EDGE, 60, 1)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("not a number");
  }

  @Test
  void layerWhoseCodecLoses_isNotTrained() {
    Cut input = BlockChain.of(uncut).cut("input");
    FittedTransferLayer jpeg =
        TransferLayers.parse("jpeg:q=85", Preprocessing.named("unit"))
            .fit(FeatureSamples.none(input.tensors().get(0)));
    InsertedModel model = Inserter.insert(uncut, input, List.of(jpeg));
    assertThatThrownBy(() -> train(model, plan(TrainingScope.EDGE, 60, 1)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("jpeg:q=85 cannot be trained");
  }

  /** Each batch goes with a step by chance; all steps are judged on images of neither part. */
  @Test
  void dial_isTrainedForAllItsSteps_eachWithinTheBytesItSentBefore() {
    InsertedModel start = start("transform:step=2.83,tile=4,dial=4");
    TransferLayerPlan plan =
        new TransferLayerPlan(
            TrainingScope.EDGE, OptionalLong.empty(), new Schedule(8, 8, 8, 1e-3, 0.1, 1e-3, 5), 1);
    TrainedTransferLayer trained = train(start, plan);

    assertThat(trained.report().best().validationLoss())
        .isLessThan(0.95 * trained.report().epochs().get(0).validationLoss());
    Examples unseen =
        new SelectedExamples(
            TinyModels.stripes(300, false).training(), IntStream.range(80, 200).boxed().toList());
    ShippedTrial trial = new ShippedTrial(ENGINE, 1, uncut, unseen);
    List<SearchTrial> before = trial.ofSteps(start, 4);
    List<SearchTrial> after = trial.ofSteps(trained.inserted(), 4);
    for (int step = 0; step < 4; step++) {
      assertThat(after.get(step).meanBytes()).isLessThan(1.1 * before.get(step).meanBytes());
      assertThat(after.get(step).dropPoints()).isLessThanOrEqualTo(before.get(step).dropPoints());
    }
    assertThat(after.get(3).dropPoints()).isLessThan(0.75 * before.get(3).dropPoints());
    assertThat(after.get(3).meanBytes()).isLessThan(0.8 * after.get(0).meanBytes());
    assertThat(((DialCodec) trained.inserted().layers().get(0).codec()).steps().get(3).meanBytes())
        .isBetween(
            (int) (0.9 * after.get(3).meanBytes()), (int) (1.1 * after.get(3).meanBytes()) + 1);
  }

  @Test
  void dialWithAGoalInBytes_isTrainedToSendLessAtEachStepInProportion() {
    InsertedModel start = start("transform:step=1,tile=4,dial=3");
    List<Double> before = bytesOfSteps(start);
    long goal = Math.round(0.8 * before.get(0));

    List<Double> after =
        bytesOfSteps(train(start, plan(TrainingScope.EVERYTHING, goal, 12)).inserted());

    for (int step = 0; step < 3; step++) {
      assertThat(after.get(step)).isLessThan(0.9 * before.get(step));
    }
  }

  @Test
  void dialThatSendsTooMuch_isMadeCoarserAtAllItsSteps() {
    InsertedModel start = start("transform:step=0.5,tile=4,dial=3");
    List<Double> before = bytesOfSteps(start);
    long most = (long) (0.8 * before.get(0));

    BytesLimit.Sending within = new BytesLimit(ENGINE, 1, IMAGES.training(), most).applied(start);

    List<Double> after = bytesOfSteps(within.model());
    assertThat(after.get(0)).isEqualTo(within.bytes()).isBetween(0.95 * most, (double) most);
    assertThat(after.get(1)).isLessThan(0.9 * before.get(1));
    assertThat(after.get(2)).isLessThan(after.get(1));
  }

  private static List<Double> bytesOfSteps(InsertedModel model) {
    FittedTransferLayer layer = model.layers().get(0);
    FeatureExamples.Part part = new FeatureExamples.Part(ENGINE, 1, deviceSlice(model));
    return SentTensors.of(part, IMAGES.training(), layer.steps())
        .bytesOfSteps(layer, layer.steps());
  }

  private static InsertedModel start(String spec) {
    List<Map<String, Tensor>> inputs =
        java.util.stream.IntStream.range(0, 40)
            .mapToObj(i -> Map.of("image", IMAGES.training().input(i)))
            .toList();
    FittedTransferLayer layer =
        TransferLayers.parse(spec).fit(new Calibration(ENGINE, inputs, 1).at(uncut, CUT).get(0));
    return Inserter.insert(uncut, CUT, List.of(layer));
  }

  private static TransferLayerPlan plan(TrainingScope scope, long goalBytes, int epochs) {
    return new TransferLayerPlan(
        scope, OptionalLong.of(goalBytes), new Schedule(epochs, 8, epochs, 5e-3, 0.1, 1e-3, 5), 1);
  }

  private static TrainedTransferLayer train(InsertedModel start, TransferLayerPlan plan) {
    return trainer(new TrainingRun("cpu", 1, Optional.empty()), TrainingListener.SILENT)
        .train(uncut, start, IMAGES, plan);
  }

  private static TransferLayerTrainer trainer(TrainingRun run, TrainingListener listener) {
    return new TransferLayerTrainer(ENGINE, new Trainer(run, listener), done -> {});
  }

  private static ModelGraph deviceSlice(InsertedModel model) {
    return CutSides.upTo(model.graph(), model.wire());
  }

  private static List<String> changed(Map<String, Tensor> trained) {
    Map<String, Tensor> before = new HashMap<>(uncut.initializers());
    before.keySet().retainAll(trained.keySet());
    before.entrySet().removeIf(entry -> entry.getValue().equals(trained.get(entry.getKey())));
    return before.keySet().stream().sorted().toList();
  }
}
