package org.scissionlite.onnx.inference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.runtime.OrtTensors;

/**
 * Turns what does not depend on the inputs' values into initializers: constants, shapes of tensors
 * of known shape, and everything that is computed from them alone.
 */
public final class ConstantFolding {
  /** VGG-19 with its weights written as ConstantOfShape takes 574,675,296 bytes. */
  private static final long MOST_BYTES =
      Math.min(2_000_000_000L, Runtime.getRuntime().maxMemory() / 4 * 3);

  private static final int MOST_ROUNDS = 50;

  /** Operators that give another answer every time, or that would blow 8-bit weights up. */
  private static final Set<String> KEPT =
      Set.of(
          "RandomNormal",
          "RandomNormalLike",
          "RandomUniform",
          "RandomUniformLike",
          "Multinomial",
          "Bernoulli",
          "DequantizeLinear");

  private ConstantFolding() {}

  /** The graph with its Constant nodes as initializers. */
  public static ModelGraph constants(ModelGraph graph) {
    return withValues(graph, ConstantNodes::constantOf);
  }

  /** The graph with its Constant nodes, and the shapes that are known, as initializers. */
  private static ModelGraph literals(ModelGraph graph) {
    return withValues(graph, node -> ConstantNodes.valueOf(graph, node));
  }

  private static ModelGraph withValues(ModelGraph graph, Function<Node, Optional<Tensor>> values) {
    Map<String, Tensor> initializers = new LinkedHashMap<>(graph.initializers());
    List<Node> others = new ArrayList<>();
    for (Node node : graph.nodes()) {
      values
          .apply(node)
          .ifPresentOrElse(
              tensor -> initializers.put(node.writes().findFirst().orElseThrow(), tensor),
              () -> others.add(node));
    }
    return others.size() == graph.nodes().size() ? graph : replaced(graph, others, initializers);
  }

  /**
   * The graph with all constants folded, and its types as far as they follow from the inputs'.
   *
   * @throws ScissionLiteException if they exceed what one model may take
   */
  public static ModelGraph fold(ModelGraph graph) {
    ModelGraph folded = TypeInference.infer(graph);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      ModelGraph next = evaluated(SmallConstants.fold(literals(folded)));
      if (next.nodes().size() == folded.nodes().size()) {
        return folded;
      }
      folded = TypeInference.infer(next);
    }
    return folded;
  }

  private static ModelGraph evaluated(ModelGraph graph) {
    List<Node> constant = constantNodes(graph);
    if (constant.isEmpty()) {
      return graph;
    }
    checkSize(graph, constant);
    Set<String> names = constant.stream().map(Node::name).collect(Collectors.toSet());
    List<Node> others =
        graph.nodes().stream().filter(node -> !names.contains(node.name())).toList();
    Set<String> read =
        Stream.concat(
                others.stream().flatMap(Node::reads),
                graph.outputs().stream().map(TensorSpec::name))
            .collect(Collectors.toSet());
    Map<String, Tensor> values = new LinkedHashMap<>();
    constant.stream()
        .flatMap(Node::writes)
        .filter(read::contains)
        .forEach(name -> values.put(name, Tensor.zeros(graph.spec(name).type())));
    if (!values.isEmpty()) {
      List<String> wanted = List.copyOf(values.keySet());
      ModelGraph part = graph.with(List.of(), wanted.stream().map(graph::spec).toList(), constant);
      try (GraphProbe probe = new GraphProbe(part, wanted)) {
        probe.run(Map.of(), values, Set.of());
      }
    }
    Map<String, Tensor> initializers = new LinkedHashMap<>(graph.initializers());
    initializers.putAll(values);
    return replaced(graph, others, initializers);
  }

  /** The nodes that depend on initializers only, whose outputs have known types. */
  private static List<Node> constantNodes(ModelGraph graph) {
    Set<String> constant = new HashSet<>(graph.initializers().keySet());
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      boolean isConstant =
          node.reads().allMatch(constant::contains)
              && !KEPT.contains(node.operator())
              && node.attributes().values().stream().noneMatch(Attribute.Opaque.class::isInstance)
              && node.writes().allMatch(name -> isRepresentable(graph, name));
      if (isConstant) {
        nodes.add(node);
        node.writes().forEach(constant::add);
      }
    }
    return nodes;
  }

  private static boolean isRepresentable(ModelGraph graph, String name) {
    return TypeInference.known(graph, name)
        .filter(type -> type.bytes() > 0 && OrtTensors.isRepresentable(type.elementType()))
        .isPresent();
  }

  private static void checkSize(ModelGraph graph, List<Node> nodes) {
    long bytes =
        nodes.stream()
            .flatMap(Node::writes)
            .mapToLong(name -> graph.spec(name).bytes())
            .reduce(0, Math::addExact);
    if (bytes > MOST_BYTES) {
      throw new ScissionLiteException(
          "model '%s': its computed constants take %d bytes; the most is %d"
              .formatted(graph.name(), bytes, MOST_BYTES));
    }
  }

  static ModelGraph replaced(ModelGraph graph, List<Node> nodes, Map<String, Tensor> initializers) {
    return new ModelGraph(
            graph.name(),
            graph.opsets(),
            graph.inputs(),
            graph.outputs(),
            nodes,
            initializers,
            graph.types())
        .withoutUnread();
  }
}
