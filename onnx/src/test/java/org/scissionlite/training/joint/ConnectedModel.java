package org.scissionlite.training.joint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.SmallModels;

/** A segmenter with a connection across, cut through both ways at "relu2". */
final class ConnectedModel {
  private ConnectedModel() {}

  /** The way across hardly counts: its weights in the head are small. */
  static ModelGraph graph() {
    return stem().graph("logits");
  }

  /** The same with a second output, for which the other way hardly counts. */
  static ModelGraph withCoordinates() {
    return stem()
        .constant("place", head(1, 0.02f))
        .node("coordinates", "Conv", List.of("both", "place"), Map.of())
        .graph("logits", "coordinates");
  }

  private static Tensor head(float across, float around) {
    float[] head = new float[2 * 8];
    for (int i = 0; i < head.length; i++) {
      head[i] = (i % 8 < 4 ? across : around) * (i % 3 - 1);
    }
    return Tensor.ofFloats(Shape.of(2, 8, 1, 1), head);
  }

  private static SmallModels stem() {
    return new SmallModels(17, "connected")
        .input("x", 1, 3, 16, 16)
        .weight("w1", 4, 3, 3, 3)
        .weight("w2", 8, 4, 3, 3)
        .weight("w3", 8, 4, 2, 2)
        .constant("head", head(0.02f, 1))
        .node("conv1", "Conv", List.of("x", "w1"), same())
        .node("relu1", "Relu", List.of("conv1"), Map.of())
        .node("pool", "MaxPool", List.of("relu1"), window())
        .node("conv2", "Conv", List.of("pool", "w2"), same())
        .node("relu2", "Relu", List.of("conv2"), Map.of())
        .node("up", "ConvTranspose", List.of("relu2", "w3"), window())
        .node("both", "Concat", List.of("relu1", "up"), Map.of("axis", Attribute.of(1L)))
        .node("logits", "Conv", List.of("both", "head"), Map.of());
  }

  private static Map<String, Attribute> same() {
    return Map.of("pads", Attribute.ints(1, 1, 1, 1));
  }

  private static Map<String, Attribute> window() {
    return Map.of("kernel_shape", Attribute.ints(2, 2), "strides", Attribute.ints(2, 2));
  }

  /** Smooth pictures with a little noise. */
  static List<Tensor> pictures(long seed, int count) {
    Random random = new Random(seed);
    List<Tensor> pictures = new ArrayList<>();
    for (int image = 0; image < count; image++) {
      float[] values = new float[3 * 16 * 16];
      double frequency = 0.2 + random.nextDouble();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (Math.sin(frequency * (i % 16 + i / 16)) + 0.1 * random.nextGaussian());
      }
      pictures.add(Tensor.ofFloats(Shape.of(1, 3, 16, 16), values));
    }
    return pictures;
  }
}
