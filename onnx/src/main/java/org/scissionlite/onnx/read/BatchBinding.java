package org.scissionlite.onnx.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.scissionlite.model.BatchAxes;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.FreeNames;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.inference.TypeInference;

/**
 * Gives a graph another batch size: of its inputs, and where a Reshape or Resize names the size in
 * a constant, as many exporters do.
 */
final class BatchBinding {
  /** The input that holds the target shape. */
  private static final Map<String, Integer> SHAPE_INPUT = Map.of("Reshape", 1, "Resize", 3);

  private final ModelGraph graph;
  private final long from;
  private final long to;
  private final Map<String, Tensor> initializers;
  private final FreeNames names;

  /** Where each tensor holds the batch of the file. */
  private final BatchAxes axes;

  /** The names of the shapes with the new size, by those of the shapes in the file. */
  private final Map<String, String> reboundShapes = new HashMap<>();

  private BatchBinding(ModelGraph graph, long from, long to) {
    this.graph = graph;
    this.from = from;
    this.to = to;
    this.initializers = new LinkedHashMap<>(graph.initializers());
    this.names = FreeNames.in(graph);
    this.axes = BatchAxes.of(TypeInference.infer(graph));
  }

  /** The graph with the batch that is asked for; itself if it has it already. */
  static ModelGraph bind(ModelGraph graph, ReadOptions options) {
    if (options.batch().isEmpty()
        || graph.inputs().isEmpty()
        || graph.inputs().get(0).shape().rank() == 0) {
      return graph;
    }
    int to = options.batch().getAsInt();
    int found = graph.inputs().get(0).shape().dim(0);
    int from = found == to ? 1 : found;
    return from == to ? graph : new BatchBinding(graph, from, to).rebound();
  }

  private ModelGraph rebound() {
    List<TensorSpec> inputs = graph.inputs().stream().map(this::rebound).toList();
    List<Node> nodes = graph.nodes().stream().map(this::rebound).toList();
    return new ModelGraph(
            graph.name(),
            graph.opsets(),
            inputs,
            graph.outputs(),
            nodes,
            initializers,
            graph.types())
        .withoutUnread();
  }

  private TensorSpec rebound(TensorSpec input) {
    Shape shape = input.shape();
    if (shape.rank() == 0 || shape.dim(0) != from) {
      return input;
    }
    List<Integer> dims = Stream.concat(Stream.of((int) to), shape.dims().stream().skip(1)).toList();
    return new TensorSpec(input.name(), input.elementType(), new Shape(dims));
  }

  private Node rebound(Node node) {
    int index = SHAPE_INPUT.getOrDefault(node.operator(), Integer.MAX_VALUE);
    if (node.inputs().size() <= index || initializers.containsKey(node.inputs().get(0))) {
      return node;
    }
    String name = node.inputs().get(index);
    Tensor shape = initializers.get(name);
    if (shape == null
        || shape.elementType() != ElementType.INT64
        || shape.shape().elements() == 0) {
      return node;
    }
    int axis = axes.ofTarget(node, shape.toLongs()).orElse(0);
    if (axis >= shape.shape().elements() || !holdsBatch(node, shape.toLongs()[axis])) {
      return node;
    }
    List<String> inputs = new ArrayList<>(node.inputs());
    inputs.set(
        index, reboundShapes.computeIfAbsent(name + "@" + axis, at -> rebound(name, shape, axis)));
    return node.withInputs(inputs);
  }

  /** A Reshape may hold the batch times something; a Resize holds it alone. */
  private boolean holdsBatch(Node node, long dim) {
    return dim > 0 && (node.operator().equals("Reshape") ? dim % from == 0 : dim == from);
  }

  private String rebound(String name, Tensor shape, int axis) {
    long[] dims = shape.toLongs();
    dims[axis] = dims[axis] / from * to;
    String free = names.take(name + "/batch");
    initializers.put(free, Tensor.ofLongs(shape.shape(), dims));
    return free;
  }
}
