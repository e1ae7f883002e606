package org.scissionlite.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import org.scissionlite.model.TensorType;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;

/**
 * A classifier of three classes for 8 x 8 pictures, and its bundles. The scores are the mean levels
 * of red, green and blue, so that the answer is the strongest colour.
 */
public final class SmallBundle {
  /** The input. */
  public static final TensorSpec IMAGE =
      new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 3, 8, 8));

  private SmallBundle() {}

  /** The classifier: conv, relu, mean, flatten. */
  public static Model model() {
    TensorType map = new TensorType(ElementType.FLOAT32, Shape.of(1, 3, 8, 8));
    TensorType mean = new TensorType(ElementType.FLOAT32, Shape.of(1, 3, 1, 1));
    TensorType scores = new TensorType(ElementType.FLOAT32, Shape.of(1, 3));
    ModelGraph graph =
        new ModelGraph(
            "colours",
            Map.of("", 17),
            List.of(IMAGE),
            List.of(new TensorSpec("scores", scores)),
            List.of(
                Node.of("conv", "Conv", List.of("image", "weight"), Map.of()),
                Node.of("relu", "Relu", List.of("conv"), Map.of()),
                Node.of("mean", "GlobalAveragePool", List.of("relu"), Map.of()),
                Node.of("scores", "Flatten", List.of("mean"), Map.of("axis", Attribute.of(1)))),
            Map.of("weight", Tensor.ofFloats(Shape.of(3, 3, 1, 1), 1, 0, 0, 0, 1, 0, 0, 0, 1)),
            Map.of("conv", map, "relu", map, "mean", mean));
    return new Model("colours", Sha256.of("colours"), graph);
  }

  /** Prepares a scenario of the classifier. */
  public static PreparedScenario scenario(String cut, String transferLayer) {
    return new Preprocessor(new OrtEngine(), model(), Preprocessing.named("unit"))
        .calibratedOnNoise(4)
        .prepare(cut, transferLayer);
  }

  /** Writes a bundle of scenarios with the whole model in it. */
  public static Bundle write(Path folder, PreparedScenario... scenarios) {
    BundleContent content =
        new BundleContent(
            model(),
            List.of(scenarios),
            Preprocessing.named("unit"),
            List.of("red", "green", "blue"),
            true);
    return new BundleWriter(OnnxWriter::write).write(folder, content);
  }
}
