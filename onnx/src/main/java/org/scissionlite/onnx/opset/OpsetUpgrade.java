package org.scissionlite.onnx.opset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.FreeNames;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.onnx.inference.TypeInference;
import org.scissionlite.onnx.proto.SubgraphBodies;

/**
 * Brings a graph of opset 7 to 16 to opset 17; a later one stays as it is.
 *
 * <p>Only some fifteen operators changed in a way that a node notices: {@link OpsetRules} holds one
 * rule for each. All others mean in opset 17 what they meant before.
 */
public final class OpsetUpgrade {
  static final int MODERN = 17;

  private final ModelGraph graph;
  private final Map<String, Tensor> initializers;
  private final FreeNames names;

  private OpsetUpgrade(ModelGraph graph) {
    this.graph = graph;
    this.initializers = new LinkedHashMap<>(graph.initializers());
    this.names = FreeNames.in(graph);
  }

  /**
   * The graph in opset 17 or later, with its types.
   *
   * @param graph with its types, as far as they are known
   * @throws ScissionLiteException if a node cannot be expressed there; names it
   */
  public static ModelGraph toModern(ModelGraph graph) {
    return graph.opset() >= MODERN
        ? graph
        : TypeInference.complete(TypeInference.infer(new OpsetUpgrade(graph).upgraded()));
  }

  /** Whether a standard operator means the same in two opsets. */
  public static boolean isSame(String operator, long one, long other) {
    return OpsetRules.isSame(operator, (int) one, (int) other);
  }

  private ModelGraph upgraded() {
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      nodes.addAll(node.domain().isEmpty() ? upgraded(node) : List.of(node));
    }
    Map<String, Integer> opsets = new TreeMap<>(graph.opsets());
    opsets.put("", MODERN);
    return new ModelGraph(
        graph.name(), opsets, graph.inputs(), graph.outputs(), nodes, initializers, graph.types());
  }

  private List<Node> upgraded(Node node) {
    for (Attribute attribute : node.attributes().values()) {
      if (attribute instanceof Attribute.Opaque body) {
        checkBody(node, body);
      }
    }
    return OpsetRules.of(node.operator(), graph.opset())
        .map(rule -> rule.apply(node, this))
        .orElse(List.of(node));
  }

  private void checkBody(Node node, Attribute.Opaque body) {
    SubgraphBodies.operators(body)
        .filter(operator -> OpsetRules.of(operator, graph.opset()).isPresent())
        .findFirst()
        .ifPresent(
            operator -> {
              throw new ScissionLiteException(
                  "model '%s', node '%s' (%s): its body has %s of opset %d; export the model with opset 17"
                      .formatted(
                          graph.name(), node.name(), node.operator(), operator, graph.opset()));
            });
  }

  /** Adds a constant that a rule needs as an input; returns its name. */
  String constant(Node node, String role, Tensor value) {
    String name = freeName(node, role);
    initializers.put(name, value);
    return name;
  }

  /** A name, such as "norm/shape", that nothing in the graph has yet. */
  String freeName(Node node, String role) {
    return names.take(node.name() + "/" + role);
  }

  /**
   * The type of a tensor.
   *
   * @throws ScissionLiteException if it is not known
   */
  TensorType typeOf(String tensor) {
    return graph.spec(tensor).type();
  }

  /** The value of a constant; empty where a tensor is computed. */
  Optional<Tensor> valueOf(String tensor) {
    return Optional.ofNullable(initializers.get(tensor));
  }

  /** Whether a node, or the caller of the model, reads a tensor. */
  boolean isRead(String tensor) {
    return graph.outputs().stream().anyMatch(output -> output.name().equals(tensor))
        || graph.nodes().stream().flatMap(Node::reads).anyMatch(tensor::equals);
  }

  ScissionLiteException unsupported(Node node, String why) {
    return new ScissionLiteException(
        "model '%s', node '%s' (%s): %s cannot be expressed in opset 17; export the model for inference with opset 17"
            .formatted(graph.name(), node.name(), node.operator(), why));
  }
}
