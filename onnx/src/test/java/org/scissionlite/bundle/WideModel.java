package org.scissionlite.bundle;

import java.nio.file.Path;
import java.util.Arrays;
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
 * A classifier with weights of 1,536 bytes on either side of its cut "relu", and its bundles with
 * all weights in files of their own.
 */
final class WideModel {
  private static final int CHANNELS = 128;

  private WideModel() {}

  /** conv, relu, mean, flat, scores. */
  static Model model(float weight) {
    TensorType map = new TensorType(ElementType.FLOAT32, Shape.of(1, CHANNELS, 8, 8));
    ModelGraph graph =
        new ModelGraph(
            "wide",
            Map.of("", 17),
            List.of(SmallBundle.IMAGE),
            List.of(new TensorSpec("scores", new TensorType(ElementType.FLOAT32, Shape.of(1, 3)))),
            List.of(
                Node.of("conv", "Conv", List.of("image", "in"), Map.of()),
                Node.of("relu", "Relu", List.of("conv"), Map.of()),
                Node.of("mean", "GlobalAveragePool", List.of("relu"), Map.of()),
                Node.of("flat", "Flatten", List.of("mean"), Map.of("axis", Attribute.of(1))),
                Node.of("scores", "MatMul", List.of("flat", "out"), Map.of())),
            Map.of(
                "in", filled(Shape.of(CHANNELS, 3, 1, 1), weight),
                "out", filled(Shape.of(CHANNELS, 3), 1)),
            Map.of(
                "conv",
                map,
                "relu",
                map,
                "mean",
                new TensorType(ElementType.FLOAT32, Shape.of(1, CHANNELS, 1, 1)),
                "flat",
                new TensorType(ElementType.FLOAT32, Shape.of(1, CHANNELS))));
    return new Model("wide", Sha256.of("wide"), graph);
  }

  private static Tensor filled(Shape shape, float value) {
    float[] values = new float[CHANNELS * 3];
    Arrays.fill(values, value);
    return Tensor.ofFloats(shape, values);
  }

  static Bundle write(Path folder, float weight) {
    Preprocessing unit = Preprocessing.named("unit");
    Model model = model(weight);
    BundleContent content =
        new BundleContent(
            model,
            List.of(new Preprocessor(new OrtEngine(), model, unit).prepare("relu", "none")),
            unit,
            List.of("red", "green", "blue"),
            true);
    return new BundleWriter((graph, file) -> OnnxWriter.write(graph, file, 0))
        .write(folder, content);
  }
}
