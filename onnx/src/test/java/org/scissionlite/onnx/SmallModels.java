package org.scissionlite.onnx;

import java.util.ArrayList;
import java.util.Arrays;
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

/** Builds small graphs for tests, of any opset; their outputs' shapes are found on reading. */
public final class SmallModels {
  private final int opset;
  private final String name;
  private final Random random = new Random(7);
  private final List<TensorSpec> inputs = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Tensor> initializers = new LinkedHashMap<>();

  public SmallModels(int opset) {
    this(opset, "small");
  }

  public SmallModels(int opset, String name) {
    this.opset = opset;
    this.name = name;
  }

  /** An opset-9 network with most of the operators that changed later. */
  public static ModelGraph oldNet() {
    SmallModels net = new SmallModels(9);
    net.input("x", 1, 3, 8, 8);
    net.weight("w", 4, 3, 3, 3).weight("scale", 4).weight("shift", 4).weight("mean", 4);
    net.constant("variance", Tensor.ofFloats(Shape.of(4), 1, 2, 1, 2));
    net.constant("first", Tensor.vector(0)).constant("rest", Tensor.vector(-1));
    net.node("pad", "Pad", List.of("x"), Map.of("pads", Attribute.ints(0, 0, 1, 1, 0, 0, 1, 1)));
    net.node("conv", "Conv", List.of("pad", "w"), Map.of("strides", Attribute.ints(2, 2)));
    net.node(
        "norm",
        "BatchNormalization",
        List.of("conv", "scale", "shift", "mean", "variance"),
        Map.of());
    net.node("clip", "Clip", List.of("norm"), Map.of("min", Attribute.of(0f)));
    net.node("drop", "Dropout", List.of("clip"), Map.of("ratio", Attribute.of(0.5f)));
    net.node(
        "slice",
        "Slice",
        List.of("drop"),
        Map.of("starts", Attribute.ints(0), "ends", Attribute.ints(2), "axes", Attribute.ints(1)));
    net.node("shape", "Shape", List.of("slice"), Map.of());
    net.node("batch", "Gather", List.of("shape", "first"), Map.of());
    net.node("target", "Concat", List.of("batch", "rest"), Map.of("axis", Attribute.of(0L)));
    net.node("flat", "Reshape", List.of("slice", "target"), Map.of());
    net.node("softmax", "Softmax", List.of("flat"), Map.of());
    return net.graph("softmax");
  }

  /** A channel shuffle with the batch multiplied into its constants. */
  public static ModelGraph shuffle() {
    return new SmallModels(17)
        .input("x", 1, 4, 2, 2)
        .constant("pairs", Tensor.vector(2, 2, 4))
        .constant("halves", Tensor.vector(2, 1, 2, 2, 2))
        .constant("first", Tensor.ofLongs(Shape.of(), 0))
        .constant("second", Tensor.ofLongs(Shape.of(), 1))
        .node("toPairs", "Reshape", List.of("x", "pairs"), Map.of())
        .node("swap", "Transpose", List.of("toPairs"), Map.of("perm", Attribute.ints(1, 0, 2)))
        .node("toHalves", "Reshape", List.of("swap", "halves"), Map.of())
        .node("left", "Gather", List.of("toHalves", "first"), Map.of())
        .node("right", "Gather", List.of("toHalves", "second"), Map.of())
        .node("y", "Concat", List.of("left", "right"), Map.of("axis", Attribute.of(1L)))
        .graph("y");
  }

  public SmallModels input(String name, int... dims) {
    inputs.add(new TensorSpec(name, ElementType.FLOAT32, Shape.of(dims)));
    return this;
  }

  /** A random float32 weight. */
  public SmallModels weight(String name, int... dims) {
    TensorType type = new TensorType(ElementType.FLOAT32, Shape.of(dims));
    return constant(name, Tensors.random(type, random));
  }

  public SmallModels constant(String name, Tensor tensor) {
    initializers.put(name, tensor);
    return this;
  }

  public SmallModels node(
      String name, String operator, List<String> reads, Map<String, Attribute> attributes) {
    nodes.add(Node.of(name, operator, reads, attributes));
    return this;
  }

  public ModelGraph graph(String... outputs) {
    List<TensorSpec> specs =
        Arrays.stream(outputs)
            .map(name -> new TensorSpec(name, ElementType.FLOAT32, Shape.of()))
            .toList();
    return new ModelGraph(name, Map.of("", opset), inputs, specs, nodes, initializers, Map.of());
  }
}
