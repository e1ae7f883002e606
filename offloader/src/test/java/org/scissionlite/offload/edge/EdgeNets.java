package org.scissionlite.offload.edge;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.BlockChain;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.Inserter;
import org.scissionlite.transfer.NoTransferLayer;

/**
 * Nets that the edge runs as a whole, from x [1,4] to y [1,4].
 *
 * @param nodes the last one writes y
 * @param constants what they read beside x
 */
record EdgeNets(List<Node> nodes, Map<String, Tensor> constants) {
  /** What they are called at the edge. */
  static final String NAME = "net.input.none";

  private static final int VALUES = 4;
  private static final TensorSpec X = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, VALUES));

  /** Answers 7 to values from 0 to a million, and fails with larger ones. */
  static EdgeNets lookup() {
    return new EdgeNets(
        List.of(
            Node.of("size", "Abs", List.of("x"), Map.of()),
            Node.of("millions", "Mul", List.of("size", "millionth"), Map.of()),
            Node.of("index", "Cast", List.of("millions"), Map.of("to", Attribute.of(7L))),
            Node.of("y", "Gather", List.of("table", "index"), Map.of())),
        Map.of(
            "millionth", Tensor.scalar(1e-6f),
            "table", Tensor.ofFloats(Shape.of(1), 7)));
  }

  /** Each value as a share of the largest one of all that are run together. */
  static EdgeNets shareOfLargest() {
    return new EdgeNets(
        List.of(
            Node.of("most", "ReduceMax", List.of("x"), Map.of()),
            Node.of("y", "Div", List.of("x", "most"), Map.of())),
        Map.of());
  }

  /** An input of one value, four times. */
  static Tensor row(float value) {
    return Tensor.ofFloats(X.shape(), value, value, value, value);
  }

  Bundle bundle(Path folder) {
    return bundle(
        folder,
        new ModelGraph(
            "net",
            Map.of("", 17),
            List.of(X),
            List.of(new TensorSpec("y", X.type())),
            nodes,
            constants,
            Map.of()));
  }

  /** A bundle of a graph of one input, all of which the edge runs. */
  static Bundle bundle(Path folder, ModelGraph graph) {
    FittedTransferLayer nothing =
        new NoTransferLayer().fit(FeatureSamples.none(graph.inputs().get(0)));
    PreparedScenario scenario =
        PreparedScenario.of(
            Inserter.insert(graph, BlockChain.of(graph).cut("input"), List.of(nothing)));
    BundleContent content =
        new BundleContent(
            new Model(graph.name(), Sha256.of(graph.name()), graph),
            List.of(scenario),
            Preprocessing.named("raw"),
            List.of(),
            false);
    return new BundleWriter(OnnxWriter::write).write(folder.resolve(graph.name()), content);
  }
}
