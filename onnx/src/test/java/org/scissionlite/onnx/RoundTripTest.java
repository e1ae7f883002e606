package org.scissionlite.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;

class RoundTripTest {
  @TempDir Path folder;

  /** Two nodes of one layer, a weight of 4,000 bytes, and a type between the nodes. */
  private static ModelGraph twoNodesOfOneLayer() {
    TensorType type = new TensorType(ElementType.FLOAT32, Shape.of(1, 1000));
    float[] weight = new float[1000];
    new Random(1).ints(1000, -9, 9).forEach(i -> weight[i + 9] += i);
    return new ModelGraph(
        "two-nodes",
        Map.of("", 17),
        List.of(new TensorSpec("x", type)),
        List.of(new TensorSpec("relu", type)),
        List.of(
            new Node("add", "both", "", "Add", List.of("x", "w"), List.of("sum"), Map.of()),
            new Node(
                "relu",
                "both",
                "",
                "LeakyRelu",
                List.of("sum"),
                List.of("relu"),
                Map.of("alpha", Attribute.of(0.25f)))),
        Map.of("w", Tensor.ofFloats(Shape.of(1, 1000), weight)),
        Map.of("sum", type));
  }

  @Test
  void writtenGraph_isReadBackEqual() {
    ModelGraph graph = twoNodesOfOneLayer();
    ModelGraph again = OnnxReader.read(OnnxWriter.toBytes(graph), "two-nodes").graph();
    assertThat(again.nodes()).isEqualTo(graph.nodes());
    assertThat(again.inputs()).isEqualTo(graph.inputs());
    assertThat(again.outputs()).isEqualTo(graph.outputs());
    assertThat(again.opsets()).isEqualTo(graph.opsets());
    assertThat(again.typeOf("sum")).isEqualTo(graph.typeOf("sum"));
    assertThat(again.initializers()).isEqualTo(graph.initializers());
  }

  @Test
  void sameGraph_givesSameBytes() {
    assertThat(OnnxWriter.toBytes(twoNodesOfOneLayer()))
        .isEqualTo(OnnxWriter.toBytes(twoNodesOfOneLayer()));
  }

  @Test
  void heavyWeights_goIntoAFileBeside() throws Exception {
    Path file = folder.resolve("heavy.onnx");
    OnnxWriter.write(twoNodesOfOneLayer(), file, 100);
    assertThat(Files.size(file)).isLessThan(1000);
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("heavy.onnx", "heavy.onnx.data");
    }
    Tensor input = Tensor.zeros(twoNodesOfOneLayer().inputs().get(0).type());
    OrtEngine engine = new OrtEngine();
    try (Session fromFile = engine.open(file, 1);
        Session fromGraph = engine.open(twoNodesOfOneLayer(), 1)) {
      ByteBuffer expected = fromGraph.run(Map.of("x", input)).get("relu").data();
      assertThat(fromFile.run(Map.of("x", input)).get("relu").data()).isEqualTo(expected);
    }
  }
}
