package org.scissionlite.trainer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.examples.ExamplesInMemory;

/** A classifier of a few hundred weights, and images that it can learn in seconds. */
public final class TinyModels {
  static final int SIDE = 12;
  static final int CLASSES = 3;
  static final TensorSpec IMAGE =
      new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 3, SIDE, SIDE));

  private TinyModels() {}

  /**
   * image, conv1, bn1, relu1 [1,8,12,12], squeeze [1,4,12,12], q (uint8), dq, conv2 [1,16,6,6],
   * relu2, pool, flat, logits, probabilities. The squeeze to the dequantised tensor act as a
   * transfer layer.
   */
  public static ModelGraph classifier(long seed) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("conv1.w", random(seed, 0.3, 8, 3, 3, 3));
    weights.put("bn1.scale", filled(1, 8));
    weights.put("bn1.bias", filled(0, 8));
    weights.put("bn1.mean", filled(0, 8));
    weights.put("bn1.var", filled(1, 8));
    weights.put("squeeze.w", random(seed + 1, 0.3, 4, 8, 1, 1));
    weights.put("q.scale", Tensor.scalar(0.1f));
    weights.put("q.zero", zeroPoint(128));
    weights.put("conv2.w", random(seed + 2, 0.3, 16, 4, 3, 3));
    weights.put("conv2.b", filled(0, 16));
    weights.put("fc.w", random(seed + 3, 0.3, CLASSES, 16));
    weights.put("fc.b", filled(0, CLASSES));
    Attribute pads = Attribute.ints(1, 1, 1, 1);
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.of("conv1", "Conv", List.of("image", "conv1.w"), Map.of("pads", pads)));
    nodes.add(
        Node.of(
            "bn1",
            "BatchNormalization",
            List.of("conv1", "bn1.scale", "bn1.bias", "bn1.mean", "bn1.var"),
            Map.of()));
    nodes.add(Node.of("relu1", "Relu", List.of("bn1"), Map.of()));
    nodes.add(Node.of("squeeze", "Conv", List.of("relu1", "squeeze.w"), Map.of()));
    nodes.add(quantiser("q", "QuantizeLinear", "squeeze"));
    nodes.add(quantiser("dq", "DequantizeLinear", "q"));
    nodes.add(
        Node.of(
            "conv2",
            "Conv",
            List.of("dq", "conv2.w", "conv2.b"),
            Map.of("pads", pads, "strides", Attribute.ints(2, 2))));
    nodes.add(Node.of("relu2", "Relu", List.of("conv2"), Map.of()));
    nodes.add(Node.of("pool", "GlobalAveragePool", List.of("relu2"), Map.of()));
    nodes.add(Node.of("flat", "Flatten", List.of("pool"), Map.of()));
    nodes.add(
        Node.of(
            "logits", "Gemm", List.of("flat", "fc.w", "fc.b"), Map.of("transB", Attribute.of(1))));
    nodes.add(
        Node.of("probabilities", "Softmax", List.of("logits"), Map.of("axis", Attribute.of(1))));
    return new ModelGraph(
        "tiny",
        Map.of("", 17),
        List.of(IMAGE),
        List.of(new TensorSpec("probabilities", ElementType.FLOAT32, Shape.of(1, CLASSES))),
        nodes,
        weights,
        Map.of());
  }

  private static Node quantiser(String name, String operator, String input) {
    return Node.of(name, operator, List.of(input, "q.scale", "q.zero"), Map.of());
  }

  /** Stripes along x, along y, or none, in noise: 2 images of 3 to train on, 1 to check with. */
  static TrainingData stripes(int count, boolean labelled) {
    List<Tensor> training = new ArrayList<>();
    List<Tensor> validation = new ArrayList<>();
    List<Integer> trainingLabels = new ArrayList<>();
    List<Integer> validationLabels = new ArrayList<>();
    Random random = new Random(99);
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(CLASSES);
      boolean held = i % 3 == 2;
      (held ? validation : training).add(stripes(label, random));
      (held ? validationLabels : trainingLabels).add(label);
    }
    return labelled
        ? new TrainingData(
            new ExamplesInMemory(training, trainingLabels),
            new ExamplesInMemory(validation, validationLabels))
        : new TrainingData(
            ExamplesInMemory.unlabelled(training), ExamplesInMemory.unlabelled(validation));
  }

  private static Tensor stripes(int label, Random random) {
    float[] values = new float[3 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE % SIDE;
      int place = label == 0 ? x : y;
      float signal = label == 2 ? 0 : (place % 4 < 2 ? 1 : -1);
      values[i] = (float) (signal + 0.5 * random.nextGaussian());
    }
    return Tensor.ofFloats(IMAGE.shape(), values);
  }

  private static Tensor zeroPoint(int value) {
    Tensor zero = Tensor.zeros(new TensorType(ElementType.UINT8, Shape.of()));
    zero.data().put(0, (byte) value);
    return zero;
  }

  private static Tensor random(long seed, double deviation, int... dims) {
    Random random = new Random(seed);
    float[] values = new float[Math.toIntExact(Shape.of(dims).elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return Tensor.ofFloats(Shape.of(dims), values);
  }

  private static Tensor filled(float value, int count) {
    float[] values = new float[count];
    java.util.Arrays.fill(values, value);
    return Tensor.ofFloats(Shape.of(count), values);
  }
}
