package org.scissionlite.training.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import org.scissionlite.training.Calibration;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.ExamplesInMemory;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.ShippedTrial;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.Sensitivity;
import org.scissionlite.transfer.spec.TransferLayers;

/** A network with a connection across, cut through both ways. */
class JointTransferLayersTest {
  private static final OrtEngine ENGINE = new OrtEngine();
  private static final Model MODEL =
      OnnxReader.read(OnnxWriter.toBytes(ConnectedModel.graph()), "connected");
  private static final Cut CUT = BlockChain.of(MODEL.graph(), 2).cut("relu2");
  private static final Task TASK =
      Task.of(new ModelEnds(MODEL.graph().inputs(), MODEL.graph().outputs(), List.of()));
  private static final Examples FITTING =
      ExamplesInMemory.unlabelled(ConnectedModel.pictures(1, 12));
  private static final Examples CHOOSING =
      ExamplesInMemory.unlabelled(ConnectedModel.pictures(2, 12));

  private final JointTransferLayers joint =
      new JointTransferLayers(ENGINE, 1, TASK, Sensitivity.UNKNOWN);

  @Test
  void choice_losesNoMoreThanAnySingleSpecOfAsManyBytes() {
    assertThat(CUT.tensors()).hasSize(2);
    List<SearchTrial> alike =
        Stream.of("8.0", "4.0", "2.0", "1.0", "0.5", "0.25")
            .map(step -> shipped(everywhere("transform:step=" + step)))
            .toList();
    for (double budget : new double[] {90, 200, 500}) {
      JointChoice choice = joint.choose(MODEL.graph(), CUT, FITTING, CHOOSING, budget);
      SearchTrial found = shipped(choice.layers());
      assertThat(found.measure()).isEqualTo("IoU with the uncut model");
      assertThat(found.meanBytes()).isLessThanOrEqualTo(budget);
      assertThat(choice.spent().trial().dropPoints()).isCloseTo(found.dropPoints(), within(1e-9));
      assertThat(choice.spent().bytes().stream().mapToDouble(each -> each).sum())
          .isCloseTo(found.meanBytes(), within(1e-9));
      assertThat(alike)
          .filteredOn(single -> single.meanBytes() <= budget)
          .isNotEmpty()
          .allSatisfy(
              single -> assertThat(atMost(found)).isLessThanOrEqualTo(atMost(single) + 1e-9));
    }
  }

  @Test
  void tensorsThatMatterDifferently_getDifferentSteps() {
    JointChoice choice = joint.choose(MODEL.graph(), CUT, FITTING, CHOOSING, 200);
    assertThat(choice.spent().atMostPoints())
        .isLessThan(choice.alike().orElseThrow().atMostPoints());
    PreparedScenario scenario = prepared(choice.layers());
    assertThat(scenario.transferLayer())
        .isEqualTo(choice.layers().get(0).spec() + ";" + choice.layers().get(1).spec());
  }

  @Test
  void outputThatTheTaskDoesNotRead_takesNoBytesFromTheOneThatItReads() {
    ModelGraph graph =
        OnnxReader.read(OnnxWriter.toBytes(ConnectedModel.withCoordinates()), "two").graph();
    Cut cut = BlockChain.of(graph, 2).cut("relu2");
    assertThat(cut.tensors()).isEqualTo(CUT.tensors());
    Task task =
        Task.parse(
            "segmentation:output=logits",
            new ModelEnds(graph.inputs(), graph.outputs(), List.of()));
    JointTransferLayers ofTwo = new JointTransferLayers(ENGINE, 1, task, Sensitivity.UNKNOWN);
    for (double budget : new double[] {90, 200, 500}) {
      SearchTrial alone =
          joint.choose(MODEL.graph(), CUT, FITTING, CHOOSING, budget).spent().trial();
      SearchTrial beside = ofTwo.choose(graph, cut, FITTING, CHOOSING, budget).spent().trial();
      assertThat(atMost(beside)).isLessThanOrEqualTo(atMost(alone) + 1e-9);
    }
  }

  @Test
  void budgetBelowTheCoarsest_saysWhatIsNeeded() {
    assertThatThrownBy(() -> joint.choose(MODEL.graph(), CUT, FITTING, CHOOSING, 10))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("its 2 tensors take ")
        .hasMessageContaining("more than 10");
  }

  private static List<FittedTransferLayer> everywhere(String spec) {
    List<Map<String, Tensor>> inputs =
        IntStream.range(0, FITTING.size())
            .mapToObj(image -> Map.of("x", FITTING.input(image)))
            .toList();
    List<FeatureSamples> samples = new Calibration(ENGINE, inputs, 1).at(MODEL.graph(), CUT);
    return samples.stream().map(each -> TransferLayers.parse(spec).fit(each)).toList();
  }

  private static PreparedScenario prepared(List<FittedTransferLayer> layers) {
    return new Preprocessor(ENGINE, MODEL, Preprocessing.named("raw")).prepare(CUT, layers);
  }

  private static double atMost(SearchTrial trial) {
    return new JointChoice.Spent(List.of(), trial).atMostPoints();
  }

  /** Layers through the slices of a bundle, on the images of the choice. */
  private static SearchTrial shipped(List<FittedTransferLayer> layers) {
    return new ShippedTrial(ENGINE, 1, MODEL.graph(), TASK, CHOOSING)
        .of(prepared(layers).inserted());
  }
}
