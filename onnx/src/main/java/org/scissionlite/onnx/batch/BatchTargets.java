package org.scissionlite.onnx.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.BatchAxes;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.FreeNames;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;

/**
 * Takes the batch of 1 out of the constants of a graph.
 *
 * <ul>
 *   <li>Reshape to [1,4,64] becomes one to [-1,4,64].
 *   <li>Resize to [1,8,32,32] asks its input for the first number.
 *   <li>Concat of a constant [1,1,192] (the class token of a transformer) with [1,196,192] along
 *       axis 1 repeats the constant for each input of the batch.
 * </ul>
 */
final class BatchTargets {
  private static final int RESHAPE_TARGET = 1;
  private static final int RESIZE_TARGET = 3;

  private final ModelGraph graph;
  private final BatchAxes axes;
  private final Map<String, Tensor> initializers;
  private final FreeNames names;
  private final List<Node> nodes = new ArrayList<>();

  /** Tensors that hold the size of the batch, by the tensor that was asked. */
  private final Map<String, String> sizes = new HashMap<>();

  private BatchTargets(ModelGraph graph, BatchAxes axes) {
    this.graph = graph;
    this.axes = axes;
    this.initializers = new LinkedHashMap<>(graph.initializers());
    this.names = FreeNames.in(graph);
  }

  /** The graph without a batch in its constants; its types are still those of batch 1. */
  static ModelGraph opened(ModelGraph graph, BatchAxes axes) {
    BatchTargets targets = new BatchTargets(graph, axes);
    for (Node node : graph.nodes()) {
      Node open = targets.open(node);
      targets.nodes.add(open);
    }
    return new ModelGraph(
            graph.name(),
            graph.opsets(),
            graph.inputs(),
            graph.outputs(),
            targets.nodes,
            targets.initializers,
            graph.types())
        .withoutUnread();
  }

  /** What a node needs before it is added to the nodes; the node itself is not. */
  private Node open(Node node) {
    if (!node.domain().isEmpty()) {
      return node;
    }
    return switch (node.operator()) {
      case "Reshape" -> reshape(node);
      case "Resize" -> resize(node);
      case "Concat" -> concat(node);
      default -> node;
    };
  }

  private Node reshape(Node node) {
    Optional<Integer> axis = axes.axis(node.outputs().get(0));
    Optional<Shape> shape = graph.typeOf(node.outputs().get(0)).map(TensorType::shape);
    if (axis.isEmpty() || shape.isEmpty() || !isConstant(node, RESHAPE_TARGET)) {
      return node;
    }
    long[] target = shape.get().toLongs();
    target[axis.get()] = -1;
    return withInput(node, RESHAPE_TARGET, constant(node, Tensor.vector(target)));
  }

  private Node resize(Node node) {
    String data = node.inputs().get(0);
    if (!hasBatchOutermost(data) || !isConstant(node, RESIZE_TARGET)) {
      return node;
    }
    Tensor target = initializers.get(node.inputs().get(RESIZE_TARGET));
    if (target.elementType() != ElementType.INT64 || node.attributes().containsKey("axes")) {
      return node;
    }
    return withInput(node, RESIZE_TARGET, asked(node, data, target.toLongs()));
  }

  private Node concat(Node node) {
    Optional<String> data =
        node.inputs().stream().filter(name -> !initializers.containsKey(name)).findFirst();
    if (data.isEmpty() || !hasBatchOutermost(data.get()) || node.intAttribute("axis", 0) == 0) {
      return node;
    }
    Node open = node;
    for (int i = 0; i < node.inputs().size(); i++) {
      Tensor part = initializers.get(node.inputs().get(i));
      if (part != null && part.shape().rank() > 0 && part.shape().dim(0) == 1) {
        open = withInput(open, i, repeated(node, data.get(), open.inputs().get(i), part));
      }
    }
    return open;
  }

  private String repeated(Node node, String data, String part, Tensor constant) {
    String target = asked(node, data, constant.shape().toLongs());
    return add(node, "Expand", List.of(part, target), Map.of());
  }

  /** A shape whose first number is the batch of a tensor. */
  private String asked(Node node, String data, long[] shape) {
    String size =
        sizes.computeIfAbsent(
            data,
            name ->
                add(
                    node,
                    "Shape",
                    List.of(name),
                    Map.of("start", Attribute.of(0), "end", Attribute.of(1))));
    if (shape.length == 1) {
      return size;
    }
    long[] rest = java.util.Arrays.copyOfRange(shape, 1, shape.length);
    return add(
        node,
        "Concat",
        List.of(size, constant(node, Tensor.vector(rest))),
        Map.of("axis", Attribute.of(0)));
  }

  private String add(
      Node node, String operator, List<String> inputs, Map<String, Attribute> attributes) {
    String name = names.take(node.name() + "/batch");
    nodes.add(new Node(name, node.layer(), "", operator, inputs, List.of(name), attributes));
    return name;
  }

  private String constant(Node node, Tensor tensor) {
    String name = names.take(node.name() + "/batch");
    initializers.put(name, tensor);
    return name;
  }

  private boolean isConstant(Node node, int index) {
    return node.inputs().size() > index && initializers.containsKey(node.inputs().get(index));
  }

  private boolean hasBatchOutermost(String tensor) {
    return axes.axis(tensor).filter(axis -> axis == 0).isPresent();
  }

  private static Node withInput(Node node, int index, String name) {
    List<String> inputs = new ArrayList<>(node.inputs());
    inputs.set(index, name);
    return node.withInputs(inputs);
  }
}
