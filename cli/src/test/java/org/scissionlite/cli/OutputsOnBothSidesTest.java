package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.ManifestFile;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.bundle.SplitScenario;
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
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.offload.device.Traffic;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;

/**
 * A model with a head that ends early, and an output that is read on; its outputs name the last
 * first.
 */
class OutputsOnBothSidesTest {
  private static final Preprocessing RAW = Preprocessing.named("raw");
  private static final Engine ENGINE = new OrtEngine();
  private static final Map<String, Attribute> SAME =
      Map.of("kernel_shape", Attribute.ints(3, 3), "pads", Attribute.ints(1, 1, 1, 1));

  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final List<String> NAMES = List.of("late", "early", "middle");

  @TempDir private Path folder;
  private Model model = OnnxReader.read(OnnxWriter.toBytes(twoHeads()), "heads");

  @Test
  void outputsThatTheDeviceHas_doNotCross_andTheAnswerHasAllInTheModelsOrder() {
    ModelGraph graph = model.graph();
    Map<String, Tensor> input = input();
    Bundle bundle = write(BlockChain.of(graph).cuts(), "none");
    try (Session whole = ENGINE.open(graph, 1);
        EdgeServer edge = EdgeServer.start(bundle, ENGINE, EdgeOptions.listeningOn(HERE))) {
      Map<String, Tensor> expected = whole.run(input);
      Map<String, Traffic> traffic = new HashMap<>();
      for (SplitScenario scenario : bundle.manifest().scenarios()) {
        try (DeviceRuntime device = DeviceRuntime.open(bundle, ENGINE, to(edge, scenario))) {
          Answer answer = device.infer(input);
          assertThat(answer.outputs().keySet()).as(scenario.cut()).containsExactlyElementsOf(NAMES);
          assertSame(answer.outputs(), expected);
          traffic.put(scenario.cut(), answer.traffic());
        }
      }
      assertThat(edgeOutputs(bundle, "relu")).containsExactlyElementsOf(NAMES);
      assertThat(edgeOutputs(bundle, "early")).containsExactly("late", "middle");
      assertThat(edgeOutputs(bundle, "deep")).containsExactly("late", "middle");
      assertThat(edgeOutputs(bundle, "middle")).containsExactly("late");
      assertThat(traffic.get("early").payloadBytes()).isEqualTo(4 * 4 * 8 * 8);
      assertThat(traffic.get("middle").payloadBytes()).isEqualTo(4 * 4 * 8 * 8);
      assertThat(traffic.get("relu").receivedBytes() - traffic.get("middle").receivedBytes())
          .isGreaterThan(4 * (4 + 4 * 8 * 8));
      assertThat(bundle.manifest().schemaVersion()).isEqualTo(3);
    }
  }

  @Test
  void bundleWhoseEdgeAnswersWithAll_isOneThatOlderProgramsRead() {
    Bundle bundle = write(List.of(BlockChain.of(model.graph()).cut("relu")), "none");
    assertThat(bundle.manifest().schemaVersion()).isEqualTo(2);
    assertThat(ManifestFile.text(bundle.manifest())).doesNotContain("kept");
    assertThat(BundleReader.open(bundle.folder())).isEqualTo(bundle);
  }

  @Test
  void outputAtALossyCut_isAnsweredAsItIsOnTheDevice() {
    Bundle bundle = write(List.of(BlockChain.of(model.graph()).cut("middle")), "pool2+q8");
    assertThat(BundleReader.open(bundle.folder())).isEqualTo(bundle);
    Map<String, Tensor> input = input();
    try (Session whole = ENGINE.open(model.graph(), 1);
        EdgeServer edge = EdgeServer.start(bundle, ENGINE, EdgeOptions.listeningOn(HERE));
        DeviceRuntime device =
            DeviceRuntime.open(bundle, ENGINE, to(edge, bundle.manifest().scenario("")))) {
      Map<String, Tensor> expected = whole.run(input);
      Answer answer = device.infer(input);
      assertThat(answer.servedBy()).isInstanceOf(ServedBy.Edge.class);
      assertThat(answer.outputs().keySet()).containsExactlyElementsOf(NAMES);
      assertThat(answer.outputs().get("middle").maxAbsDifference(expected.get("middle")))
          .isLessThan(1e-5);
      assertThat(answer.outputs().get("late").maxAbsDifference(expected.get("late")))
          .isGreaterThan(1e-3);
    }
  }

  @Test
  void deviceWithoutAnEdge_mergesWhatItKeptWithItsOwnEdgeSlice() {
    Bundle bundle = write(List.of(BlockChain.of(model.graph()).cut("middle")), "pool2+q8");
    Map<String, Tensor> input = input();
    EdgeServer gone = EdgeServer.start(bundle, ENGINE, EdgeOptions.listeningOn(HERE));
    DeviceOptions options = to(gone, bundle.manifest().scenario(""));
    try (Session whole = ENGINE.open(model.graph(), 1);
        DeviceRuntime device = DeviceRuntime.open(bundle, ENGINE, options)) {
      Map<String, Tensor> byEdge = device.infer(input).outputs();
      gone.close();
      Answer alone = device.infer(input);
      assertThat(alone.servedBy()).isInstanceOf(ServedBy.Device.class);
      assertThat(alone.outputs().keySet()).containsExactlyElementsOf(NAMES);
      assertSame(alone.outputs(), byEdge);
      assertSame(
          Map.of("early", alone.outputs().get("early")),
          Map.of("early", whole.run(input).get("early")));
    }
  }

  @Test
  void headOnTheInputItself_isComputedOnTheDevice_andTheInputIsSent() {
    ModelGraph graph =
        new ModelGraph(
            "thumbnail",
            Map.of("", 17),
            List.of(spec("image", 1, 3, 8, 8)),
            List.of(spec("late", 1, 4, 8, 8), spec("mean", 1, 3, 1, 1)),
            List.of(
                Node.of("mean", "GlobalAveragePool", List.of("image"), Map.of()),
                Node.of("late", "Conv", List.of("image", "w1"), SAME)),
            Map.of("w1", noise(1, 4, 3, 3, 3)),
            Map.of());
    model = OnnxReader.read(OnnxWriter.toBytes(graph), "thumbnail");
    Bundle bundle = write(List.of(BlockChain.of(model.graph()).cut("mean")), "none");
    Map<String, Tensor> input = input();
    try (Session whole = ENGINE.open(model.graph(), 1);
        EdgeServer edge = EdgeServer.start(bundle, ENGINE, EdgeOptions.listeningOn(HERE));
        DeviceRuntime device =
            DeviceRuntime.open(bundle, ENGINE, to(edge, bundle.manifest().scenario("")))) {
      assertThat(edgeOutputs(bundle, "mean")).containsExactly("late");
      assertSame(device.infer(input).outputs(), whole.run(input));
    }
  }

  @Test
  void outputsThatDependOnNoPicture_areAnsweredOnTheDevice_andNeverCross() {
    ModelGraph graph =
        new ModelGraph(
            "priors",
            Map.of("", 17),
            List.of(spec("image", 1, 3, 8, 8)),
            List.of(spec("weights", 1, 4, 3, 3), spec("late", 1, 4, 8, 8), spec("priors", 1)),
            List.of(
                Node.of("weights", "Neg", List.of("w1"), Map.of()),
                Node.of(
                    "priors", "ReduceMean", List.of("w1"), Map.of("keepdims", Attribute.of(0L))),
                Node.of("stem", "Conv", List.of("image", "w1"), SAME),
                Node.of("late", "Relu", List.of("stem"), Map.of())),
            Map.of("w1", noise(1, 4, 3, 3, 3)),
            Map.of());
    model = OnnxReader.read(OnnxWriter.toBytes(graph), "priors");
    Bundle bundle = write(BlockChain.of(model.graph()).cuts(), "none");
    Map<String, Tensor> input = input();
    try (Session whole = ENGINE.open(model.graph(), 1);
        EdgeServer edge = EdgeServer.start(bundle, ENGINE, EdgeOptions.listeningOn(HERE))) {
      for (SplitScenario scenario : bundle.manifest().scenarios()) {
        assertThat(edgeOutputs(bundle, scenario.cut())).containsExactly("late");
        try (DeviceRuntime device = DeviceRuntime.open(bundle, ENGINE, to(edge, scenario))) {
          Answer answer = device.infer(input);
          assertThat(answer.servedBy()).isInstanceOf(ServedBy.Edge.class);
          assertThat(answer.outputs().keySet()).containsExactly("weights", "late", "priors");
          assertSame(answer.outputs(), whole.run(input));
        }
      }
      assertThat(bundle.manifest().scenarios())
          .extracting(SplitScenario::cut)
          .containsExactly("input", "stem");
    }
  }

  @Test
  void inspect_tellsWhichOutputsTheDeviceAnswers() throws IOException {
    String file = folder.resolve("heads.onnx").toString();
    OnnxWriter.write(model.graph(), Path.of(file));
    CommandRun table = CommandRun.of("inspect", file);
    assertThat(table.out())
        .contains("work on device  answered on device")
        .containsPattern("relu +2 +1 +\\[1, 4, 8, 8\\] +1,024 +[0-9.]+ %\n")
        .containsPattern("middle +5 +1 +\\[1, 4, 8, 8\\] +1,024 +[0-9.]+ % +early, middle\n");
    JsonNode blocks =
        new ObjectMapper().readTree(CommandRun.of("inspect", file, "--json").out()).get("blocks");
    assertThat(blocks.get(2).get("keptOutputs"))
        .extracting(JsonNode::asText)
        .containsExactly("early");
  }

  private Bundle write(List<Cut> cuts, String layer) {
    Preprocessor preprocessor = new Preprocessor(ENGINE, model, RAW).calibratedOnNoise(2);
    List<PreparedScenario> scenarios =
        cuts.stream().map(cut -> preprocessor.prepare(cut, layer)).toList();
    return new BundleWriter(OnnxWriter::write)
        .write(
            folder.resolve("bundle"), new BundleContent(model, scenarios, RAW, List.of(), false));
  }

  private Map<String, Tensor> input() {
    return RandomPictures.examples(model.graph().inputs(), RAW, 1, 3).get(0);
  }

  private static DeviceOptions to(EdgeServer edge, SplitScenario scenario) {
    return DeviceOptions.sendingTo(edge.address()).withScenario(scenario.name());
  }

  private static List<String> edgeOutputs(Bundle bundle, String cut) {
    SplitScenario scenario =
        bundle.manifest().scenarios().stream()
            .filter(each -> each.cut().equals(cut))
            .findFirst()
            .orElseThrow();
    try (Session edge = bundle.open(scenario.edge(), ENGINE, 1)) {
      assertThat(scenario.edgeOutputs()).isEqualTo(edge.outputs());
      return edge.outputs().stream().map(TensorSpec::name).toList();
    }
  }

  private static void assertSame(Map<String, Tensor> found, Map<String, Tensor> expected) {
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    found.forEach(
        (name, tensor) ->
            assertThat(tensor.maxAbsDifference(expected.get(name)))
                .isLessThan(1e-5 * expected.get(name).maxAbs()));
  }

  static ModelGraph twoHeads() {
    return new ModelGraph(
        "heads",
        Map.of("", 17),
        List.of(spec("image", 1, 3, 8, 8)),
        List.of(spec("late", 1, 4, 1, 1), spec("early", 1, 4, 1, 1), spec("middle", 1, 4, 8, 8)),
        List.of(
            Node.of("stem", "Conv", List.of("image", "w1"), SAME),
            Node.of("relu", "Relu", List.of("stem"), Map.of()),
            Node.of("early", "GlobalAveragePool", List.of("relu"), Map.of()),
            Node.of("deep", "Conv", List.of("relu", "w2"), SAME),
            Node.of("middle", "Relu", List.of("deep"), Map.of()),
            Node.of("last", "Conv", List.of("middle", "w2"), SAME),
            Node.of("late", "GlobalMaxPool", List.of("last"), Map.of())),
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
