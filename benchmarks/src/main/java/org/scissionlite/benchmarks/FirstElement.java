package org.scissionlite.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.Preprocessing;
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

/** A model that takes one element out of what it gets: all that is left is the way there. */
public final class FirstElement {
  private FirstElement() {}

  /** Writes the bundle; the edge runs the whole model. */
  public static Bundle bundle(Path folder, TensorSpec spec) {
    ModelGraph graph = firstElement(spec);
    Cut cut = BlockChain.of(graph).cut("input");
    FittedTransferLayer nothing = new NoTransferLayer().fit(FeatureSamples.none(spec));
    PreparedScenario scenario = PreparedScenario.of(Inserter.insert(graph, cut, List.of(nothing)));
    Model model = new Model(graph.name(), Sha256.of(graph.name()), graph);
    BundleContent content =
        new BundleContent(model, List.of(scenario), Preprocessing.named("raw"), List.of(), false);
    return new BundleWriter(OnnxWriter::write).write(folder, content);
  }

  private static ModelGraph firstElement(TensorSpec spec) {
    return new ModelGraph(
        "first-element",
        Map.of("", 17),
        List.of(spec),
        List.of(new TensorSpec("y", ElementType.FLOAT32, Shape.of(1, 1, 1, 1))),
        List.of(Node.of("y", "Slice", List.of(spec.name(), "from", "to", "axes"), Map.of())),
        Map.of(
            "from", Tensor.vector(0, 0, 0),
            "to", Tensor.vector(1, 1, 1),
            "axes", Tensor.vector(1, 2, 3)),
        Map.of());
  }
}
