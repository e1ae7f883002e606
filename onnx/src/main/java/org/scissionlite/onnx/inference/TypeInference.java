package org.scissionlite.onnx.inference;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/** Finds the types of all tensors in a graph. */
public final class TypeInference {
  /** No machine here holds a larger tensor, and no buffer of Java does. */
  private static final long MOST_TENSOR_BYTES = Integer.MAX_VALUE;

  /** Operators whose output shapes depend on values. */
  private static final Set<String> VALUE_DEPENDENT =
      Set.of("NonZero", "NonMaxSuppression", "Unique", "Compress", "StringSplit");

  private TypeInference() {}

  /**
   * The graph with the types that follow from its inputs' types, as far as they do.
   *
   * @throws ScissionLiteException if the graph is not valid; names the operator
   */
  public static ModelGraph infer(ModelGraph graph) {
    List<String> written = written(graph);
    if (written.isEmpty()) {
      return withTypes(graph, Map.of());
    }
    try (GraphProbe probe = new GraphProbe(graph, written)) {
      return withTypes(graph, probe.types());
    }
  }

  /**
   * The type of a tensor as far as it was inferred; empty where it was not. The type that a graph
   * names for one of its outputs is provisional until {@link #complete}, and does not count.
   */
  static Optional<TensorType> known(ModelGraph graph, String tensor) {
    TensorType inferred = graph.types().get(tensor);
    if (inferred != null) {
      return Optional.of(inferred);
    }
    Tensor constant = graph.initializers().get(tensor);
    return constant != null
        ? Optional.of(constant.type())
        : graph.inputs().stream()
            .filter(input -> input.name().equals(tensor))
            .map(TensorSpec::type)
            .findFirst();
  }

  /**
   * The graph with all its types: those that do not follow from the inputs' types are taken from
   * runs on different inputs, where all agree.
   *
   * @param inferred a graph with the types that {@link #infer} finds
   * @throws ScissionLiteException if the type of an output stays unknown
   */
  public static ModelGraph complete(ModelGraph inferred) {
    List<String> unknown =
        written(inferred).stream().filter(name -> !inferred.types().containsKey(name)).toList();
    if (unknown.isEmpty()) {
      return inferred;
    }
    ModelGraph complete = isSafeToRun(inferred) ? probed(inferred, unknown) : inferred;
    Set<String> open = new HashSet<>(unknown);
    open.removeAll(complete.types().keySet());
    for (TensorSpec output : complete.outputs()) {
      if (open.contains(output.name())) {
        throw new ScissionLiteException(
            "model '%s': the shape of output '%s' depends on the input's values; only fixed shapes"
                    .formatted(inferred.name(), output.name())
                + " are supported");
      }
    }
    return complete;
  }

  private static List<String> written(ModelGraph graph) {
    return graph.nodes().stream().flatMap(Node::writes).toList();
  }

  /** Whether a run ends and tells shapes that hold for every input. */
  private static boolean isSafeToRun(ModelGraph graph) {
    return graph.nodes().stream()
        .noneMatch(
            node ->
                VALUE_DEPENDENT.contains(node.operator())
                    || node.attributes().values().stream()
                        .anyMatch(Attribute.Opaque.class::isInstance));
  }

  private static ModelGraph probed(ModelGraph graph, List<String> unknown) {
    try (GraphProbe probe = new GraphProbe(graph, unknown)) {
      Map<String, TensorType> found =
          new HashMap<>(TypeProbes.agreed(graph.inputs(), probe, Set.copyOf(unknown)));
      found.putAll(graph.types());
      return withTypes(graph, found);
    }
  }

  private static ModelGraph withTypes(ModelGraph graph, Map<String, TensorType> types) {
    types.forEach(
        (name, type) -> {
          if (type.bytes() > MOST_TENSOR_BYTES) {
            throw new ScissionLiteException(
                "model '%s': tensor '%s' %s has %d bytes; the most is 2 GiB"
                    .formatted(graph.name(), name, type, type.bytes()));
          }
        });
    Map<String, TensorType> known = new HashMap<>(types);
    graph.initializers().forEach((name, tensor) -> known.put(name, tensor.type()));
    graph.inputs().forEach(input -> known.put(input.name(), input.type()));
    List<TensorSpec> outputs =
        graph.outputs().stream()
            .map(out -> new TensorSpec(out.name(), known.getOrDefault(out.name(), out.type())))
            .toList();
    return new ModelGraph(
        graph.name(),
        graph.opsets(),
        graph.inputs(),
        outputs,
        graph.nodes(),
        graph.initializers(),
        types);
  }
}
