package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.zoo.Zoo;

/** Cuts inside cells: several tensors cross, and the edge's answer is the whole model's. */
class CellsOverTheWireTest {
  private static final Preprocessing RAW = Preprocessing.named("raw");
  private static final Engine ENGINE = new OrtEngine();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "resnet50, 2, 2, none",
    "resnet50, 2, 2, q8",
    "densenet121, 2, 2, none",
    "inception_v3, 5, 4, none",
    "nasnetmobile, 8, 5, none",
  })
  void cellCutInside_answersLikeTheWholeModel(
      String name, int maxTensors, int leastTensors, String transferLayer) {
    ModelGraph graph = Zoo.build(name, Zoo.defaults(name).withInputSize(96).withClasses(20));
    Cut cut = widest(BlockChain.of(graph, maxTensors));
    assertThat(cut.tensors()).hasSizeBetween(leastTensors, maxTensors);

    Preprocessor preprocessor =
        new Preprocessor(ENGINE, new Model(name, name, graph), RAW).calibratedOnNoise(2);
    PreparedScenario scenario = preprocessor.prepare(cut, transferLayer);

    Map<String, Tensor> input = RandomPictures.examples(graph.inputs(), RAW, 1, 3).get(0);
    Tensor expected = whole(scenario.inserted().graph(), input);
    Answer answer = overTheWire(preprocessor.model(), scenario, input);
    assertThat(answer.servedBy()).isInstanceOf(ServedBy.Edge.class);
    assertThat(answer.outputs().get("predictions").maxAbsDifference(expected))
        .isLessThan(1e-5 * expected.maxAbs());
    assertThat(answer.traffic().payloadBytes())
        .isEqualTo(transferLayer.equals("q8") ? cut.bytes() / 4 : cut.bytes());
  }

  /** The cut of the most tensors; of several the one in the middle. */
  private static Cut widest(BlockChain chain) {
    int most =
        chain.cuts().stream().map(cut -> cut.tensors().size()).max(Comparator.naturalOrder()).get();
    List<Cut> widest = chain.cuts().stream().filter(cut -> cut.tensors().size() == most).toList();
    return widest.get(widest.size() / 2);
  }

  private static Tensor whole(ModelGraph graph, Map<String, Tensor> input) {
    try (Session session = ENGINE.open(graph, 1)) {
      return session.run(input).get("predictions");
    }
  }

  private Answer overTheWire(Model model, PreparedScenario scenario, Map<String, Tensor> input) {
    BundleContent content = new BundleContent(model, List.of(scenario), RAW, List.of(), false);
    Bundle bundle = new BundleWriter(OnnxWriter::write).write(folder.resolve("bundle"), content);
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (EdgeServer edge = EdgeServer.start(bundle, ENGINE, EdgeOptions.listeningOn(here));
        DeviceRuntime device =
            DeviceRuntime.open(bundle, ENGINE, DeviceOptions.sendingTo(edge.address()))) {
      return device.infer(input);
    }
  }
}
