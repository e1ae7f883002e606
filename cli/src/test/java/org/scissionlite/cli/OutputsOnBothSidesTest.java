package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.RandomPictures;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;

/** A model with a head that ends early, which its outputs name last. */
class OutputsOnBothSidesTest {
  private static final Preprocessing RAW = Preprocessing.named("raw");
  private static final Engine ENGINE = new OrtEngine();
  private static final Map<String, Attribute> SAME =
      Map.of("kernel_shape", Attribute.ints(3, 3), "pads", Attribute.ints(1, 1, 1, 1));

  @TempDir private Path folder;

  @Test
  void answerOfEveryCut_hasAllOutputsInTheModelsOrder() {
    Model model = OnnxReader.read(OnnxWriter.toBytes(twoHeads()), "heads");
    ModelGraph graph = model.graph();
    Map<String, Tensor> input = RandomPictures.examples(graph.inputs(), RAW, 1, 3).get(0);
    List<Cut> cuts = BlockChain.of(graph, 2).cuts();
    assertThat(cuts).extracting(Cut::name).contains("relu", "deep", "act");
    List<PreparedScenario> scenarios =
        cuts.stream()
            .map(
                cut ->
                    new Preprocessor(ENGINE, model, RAW).calibratedOnNoise(2).prepare(cut, "none"))
            .toList();
    BundleContent content = new BundleContent(model, scenarios, RAW, List.of(), false);
    Bundle bundle = new BundleWriter(OnnxWriter::write).write(folder.resolve("bundle"), content);
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (Session whole = ENGINE.open(graph, 1);
        EdgeServer edge = EdgeServer.start(bundle, ENGINE, EdgeOptions.listeningOn(here))) {
      Map<String, Tensor> expected = whole.run(input);
      for (PreparedScenario scenario : scenarios) {
        DeviceOptions options =
            DeviceOptions.sendingTo(edge.address()).withScenario(scenario.name());
        try (DeviceRuntime device = DeviceRuntime.open(bundle, ENGINE, options)) {
          Map<String, Tensor> found = device.infer(input).outputs();
          assertThat(found.keySet()).as(scenario.name()).containsExactly("late", "early");
          found.forEach(
              (name, tensor) ->
                  assertThat(tensor.maxAbsDifference(expected.get(name)))
                      .isLessThan(1e-5 * expected.get(name).maxAbs()));
        }
      }
    }
  }

  private static ModelGraph twoHeads() {
    return new ModelGraph(
        "heads",
        Map.of("", 17),
        List.of(spec("image", 1, 3, 8, 8)),
        List.of(spec("late", 1, 4, 1, 1), spec("early", 1, 4, 1, 1)),
        List.of(
            Node.of("stem", "Conv", List.of("image", "w1"), SAME),
            Node.of("relu", "Relu", List.of("stem"), Map.of()),
            Node.of("early", "GlobalAveragePool", List.of("relu"), Map.of()),
            Node.of("deep", "Conv", List.of("relu", "w2"), SAME),
            Node.of("act", "Relu", List.of("deep"), Map.of()),
            Node.of("late", "GlobalMaxPool", List.of("act"), Map.of())),
        Map.of("w1", noise(1, 4, 3, 3, 3), "w2", noise(2, 4, 4, 3, 3)),
        Map.of());
  }

  private static TensorSpec spec(String name, int... dims) {
    return new TensorSpec(name, ElementType.FLOAT32, Shape.of(dims));
  }

  private static Tensor noise(long seed, int... dims) {
    SplittableRandom random = new SplittableRandom(seed);
    Shape shape = Shape.of(dims);
    float[] values = new float[(int) shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-0.5, 0.5);
    }
    return Tensor.ofFloats(shape, values);
  }
}
