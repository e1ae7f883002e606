package org.scissionlite.training.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.training.Calibration;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;

/** A network with a connection across, cut through both ways. */
class JointTransferLayersTest {
  private static final OrtEngine ENGINE = new OrtEngine();
  private static final Model MODEL =
      OnnxReader.read(OnnxWriter.toBytes(ConnectedModel.graph()), "connected");
  private static final Cut CUT = BlockChain.of(MODEL.graph(), 2).cut("relu2");
  private static final List<Map<String, Tensor>> FITTING = inputs(1);
  private static final List<Map<String, Tensor>> CHOOSING = inputs(2);

  private final JointTransferLayers joint = new JointTransferLayers(ENGINE, 1);

  @Test
  void choice_isNoWorseThanAnySingleSpecOfAsManyBytes() {
    assertThat(CUT.tensors()).hasSize(2);
    Map<String, double[]> alike = new HashMap<>();
    for (String step : List.of("8.0", "4.0", "2.0", "1.0", "0.5", "0.25")) {
      alike.put(step, measured(everywhere("transform:step=" + step)));
    }
    for (double budget : new double[] {90, 200, 500}) {
      JointChoice choice = joint.choose(MODEL.graph(), CUT, FITTING, CHOOSING, budget);
      double[] found = measured(choice.layers());
      assertThat(found[0]).isLessThanOrEqualTo(budget);
      assertThat(choice.spent().total()).isCloseTo(found[0], within(1e-9));
      assertThat(alike)
          .allSatisfy(
              (step, single) -> {
                if (single[0] <= budget) {
                  assertThat(found[1]).isLessThanOrEqualTo(single[1] * (1 + 1e-6));
                }
              });
    }
  }

  @Test
  void tensorsThatMatterDifferently_getDifferentSteps() {
    JointChoice choice = joint.choose(MODEL.graph(), CUT, FITTING, CHOOSING, 200);
    assertThat(choice.spent().distortion()).isLessThan(choice.alike().distortion());
    PreparedScenario scenario =
        new Preprocessor(ENGINE, MODEL, Preprocessing.named("raw")).prepare(CUT, choice.layers());
    assertThat(scenario.transferLayer())
        .isEqualTo(choice.layers().get(0).spec() + ";" + choice.layers().get(1).spec());
  }

  @Test
  void budgetBelowTheCoarsest_saysWhatIsNeeded() {
    assertThatThrownBy(() -> joint.choose(MODEL.graph(), CUT, FITTING, CHOOSING, 10))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("its 2 tensors take ")
        .hasMessageContaining("more than 10");
  }

  private static List<Map<String, Tensor>> inputs(long seed) {
    return ConnectedModel.pictures(seed, 12).stream().map(each -> Map.of("x", each)).toList();
  }

  private static List<FittedTransferLayer> everywhere(String spec) {
    List<FeatureSamples> samples = new Calibration(ENGINE, FITTING, 1).at(MODEL.graph(), CUT);
    return samples.stream().map(each -> TransferLayers.parse(spec).fit(each)).toList();
  }

  /** Bytes an image, and the distortion of the answers, through the slices of a bundle. */
  private static double[] measured(List<FittedTransferLayer> layers) {
    PreparedScenario scenario =
        new Preprocessor(ENGINE, MODEL, Preprocessing.named("raw")).prepare(CUT, layers);
    double bytes = 0;
    double distortion = 0;
    try (Session whole = ENGINE.open(MODEL.graph(), 1);
        Session device = ENGINE.open(scenario.slices().device(), 1);
        Session edge = ENGINE.open(scenario.slices().edge(), 1)) {
      for (Map<String, Tensor> input : CHOOSING) {
        Map<String, Tensor> wire = device.run(input);
        Map<String, Tensor> received = new HashMap<>();
        for (FittedTransferLayer layer : scenario.inserted().layers()) {
          ByteBuffer payload = layer.codec().encode(wire.get(layer.wire().name()));
          bytes += payload.remaining();
          received.put(layer.wire().name(), layer.codec().decode(payload, layer.wire().type()));
        }
        float[] wanted = whole.run(input).get("logits").toFloats();
        float[] found = edge.run(received).get("logits").toFloats();
        double power = 0;
        double error = 0;
        for (int i = 0; i < wanted.length; i++) {
          power += (double) wanted[i] * wanted[i];
          error += (double) (wanted[i] - found[i]) * (wanted[i] - found[i]);
        }
        distortion += error / power;
      }
    }
    return new double[] {bytes / CHOOSING.size(), distortion / CHOOSING.size()};
  }
}
