package org.scissionlite.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
 * Small models of [1,3,32,32] pictures that are no classifiers, each with a convolution "stem" and
 * "relu" to cut at.
 */
public final class TaskModels {
  private static final Map<String, Attribute> SAME =
      Map.of("kernel_shape", Attribute.ints(3, 3), "pads", Attribute.ints(1, 1, 1, 1));
  private static final int CELLS = 21;

  /** A box and as many classes as synthetic steel has defects. */
  private static final int CHANNELS = 4 + 6;

  /** The defects and the sound rest. */
  private static final int AREAS = 7;

  private TaskModels() {}

  /** Of 21 places of six classes the first is a box of class 1 from (8, 4) to (24, 20). */
  public static Path detector(Path folder) {
    float[] bias = new float[CHANNELS * CELLS];
    float[] place = {16, 12, 16, 16, 0, 0.9f};
    for (int channel = 0; channel < place.length; channel++) {
      bias[channel * CELLS] = place[channel];
    }
    float[] weights = new float[4 * 32 * 32 * CHANNELS * CELLS];
    // What is bright in the first corner moves the first box to the right.
    weights[0] = 0.1f;
    return written(
        folder.resolve("detector.onnx"),
        List.of(
            Node.of("flat", "Flatten", List.of("relu"), Map.of()),
            Node.of("places", "Gemm", List.of("flat", "w2", "b2"), Map.of()),
            Node.of("output0", "Reshape", List.of("places", "shape"), Map.of())),
        List.of(spec("output0", 1, CHANNELS, CELLS)),
        Map.of(
            "w2",
            Tensor.ofFloats(Shape.of(4 * 32 * 32, CHANNELS * CELLS), weights),
            "b2",
            Tensor.ofFloats(Shape.of(CHANNELS * CELLS), bias),
            "shape",
            Tensor.vector(1, CHANNELS, CELLS)));
  }

  /** Logits [1,7,32,32]. */
  public static Path segmenter(Path folder) {
    return written(
        folder.resolve("segmenter.onnx"),
        List.of(Node.of("logits", "Conv", List.of("relu", "w2"), SAME)),
        List.of(spec("logits", 1, AREAS, 32, 32)),
        Map.of("w2", noise(2, AREAS, 4, 3, 3)));
  }

  /** A map [1,1,32,32] and the largest value of it. */
  public static Path anomaly(Path folder) {
    return written(
        folder.resolve("anomaly.onnx"),
        List.of(
            Node.of("map", "Conv", List.of("relu", "w2"), SAME),
            Node.of("most", "GlobalMaxPool", List.of("map"), Map.of()),
            Node.of("score", "Flatten", List.of("most"), Map.of())),
        List.of(spec("map", 1, 1, 32, 32), spec("score", 1, 1)),
        Map.of("w2", noise(3, 1, 4, 3, 3)));
  }

  /** A picture of which nothing is known, [1,3,32,32]. */
  public static Path unknown(Path folder) {
    return written(
        folder.resolve("unknown.onnx"),
        List.of(Node.of("picture", "Conv", List.of("relu", "w2"), SAME)),
        List.of(spec("picture", 1, 3, 32, 32)),
        Map.of("w2", noise(4, 3, 4, 3, 3)));
  }

  private static Path written(
      Path file, List<Node> end, List<TensorSpec> outputs, Map<String, Tensor> weights) {
    List<Node> nodes =
        new ArrayList<>(
            List.of(
                Node.of("stem", "Conv", List.of("image", "w1"), SAME),
                Node.of("relu", "Relu", List.of("stem"), Map.of())));
    nodes.addAll(end);
    Map<String, Tensor> all = new HashMap<>(weights);
    all.put("w1", noise(1, 4, 3, 3, 3));
    ModelGraph graph =
        new ModelGraph(
            "small",
            Map.of("", 17),
            List.of(spec("image", 1, 3, 32, 32)),
            outputs,
            nodes,
            all,
            Map.of());
    OnnxWriter.write(graph, file);
    return file;
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
