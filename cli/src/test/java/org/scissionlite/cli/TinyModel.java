package org.scissionlite.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.write.OnnxWriter;

/**
 * A classifier of [1,3,15,15] pictures into five classes: convolution, residual block, global
 * pooling. Cuts: stem, stem.relu, join, pool, flat.
 */
public final class TinyModel {
  private static final Map<String, Attribute> SAME =
      Map.of("kernel_shape", Attribute.ints(3, 3), "pads", Attribute.ints(1, 1, 1, 1));

  private TinyModel() {}

  public static Path writeTo(Path folder) {
    Path file = folder.resolve("tiny.onnx");
    OnnxWriter.write(graph(), file);
    return file;
  }

  public static ModelGraph graph() {
    SplittableRandom random = new SplittableRandom(5);
    List<Node> nodes =
        List.of(
            Node.of("stem", "Conv", List.of("image", "w1"), SAME),
            Node.of("stem.relu", "Relu", List.of("stem"), Map.of()),
            Node.of("branch", "Conv", List.of("stem.relu", "w2"), SAME),
            Node.of("join", "Add", List.of("branch", "stem.relu"), Map.of()),
            Node.of("pool", "GlobalAveragePool", List.of("join"), Map.of()),
            Node.of("flat", "Flatten", List.of("pool"), Map.of()),
            Node.of("scores", "Gemm", List.of("flat", "w3"), Map.of()));
    return new ModelGraph(
        "tiny",
        Map.of("", 17),
        List.of(new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 3, 15, 15))),
        List.of(new TensorSpec("scores", ElementType.FLOAT32, Shape.of(1, 5))),
        nodes,
        Map.of(
            "w1", noise(random, 8, 3, 3, 3),
            "w2", noise(random, 8, 8, 3, 3),
            "w3", noise(random, 8, 5)),
        Map.of());
  }

  private static Tensor noise(SplittableRandom random, int... dims) {
    Shape shape = Shape.of(dims);
    float[] values = new float[(int) shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-0.5, 0.5);
    }
    return Tensor.ofFloats(shape, values);
  }
}
