package org.scissionlite.model;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.scissionlite.error.ScissionLiteException;

/**
 * A deep neural network as a graph of operators: immutable, and checked when it is made.
 *
 * <p>Laws: every tensor name is written once; nodes stand in topological order; every name that is
 * read exists; every output exists.
 *
 * @param name what the model calls itself
 * @param opsets the opset version of each operator domain; "" is the standard one
 * @param inputs the tensors that a caller gives, initializers not among them
 * @param outputs the tensors that a caller gets
 * @param nodes the operators, in an order in which they can run
 * @param initializers the constants (weights), by name
 * @param types the types of the tensors between nodes where they are known
 */
public record ModelGraph(
    String name,
    Map<String, Integer> opsets,
    List<TensorSpec> inputs,
    List<TensorSpec> outputs,
    List<Node> nodes,
    Map<String, Tensor> initializers,
    Map<String, TensorType> types) {
  /**
   * The end of the name of an initializer that an operator must be given although the architecture
   * has no such weight: the ones of a batch normalisation without a scale.
   */
  public static final String FIXED = "#fixed";

  public ModelGraph {
    opsets = Map.copyOf(opsets);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    initializers = Collections.unmodifiableMap(new LinkedHashMap<>(initializers));
    types = Map.copyOf(types);
    checkWellFormed(name, inputs, outputs, nodes, initializers);
  }

  private static void checkWellFormed(
      String model,
      List<TensorSpec> inputs,
      List<TensorSpec> outputs,
      List<Node> nodes,
      Map<String, Tensor> initializers) {
    Set<String> known = new HashSet<>(initializers.keySet());
    inputs.forEach(input -> addOnce(model, known, input.name(), "graph input"));
    Set<String> nodeNames = new HashSet<>();
    for (Node node : nodes) {
      addOnce(model, nodeNames, node.name(), "node name");
      node.reads()
          .filter(read -> !known.contains(read))
          .findFirst()
          .ifPresent(
              missing -> {
                throw new ScissionLiteException(
                    "model '%s', node '%s' (%s): input '%s' is written by no earlier node"
                        .formatted(model, node.name(), node.operator(), missing));
              });
      node.writes().forEach(output -> addOnce(model, known, output, "output of " + node.name()));
    }
    for (TensorSpec output : outputs) {
      if (!known.contains(output.name())) {
        throw new ScissionLiteException(
            "model '%s': output '%s' is written by no node".formatted(model, output.name()));
      }
    }
  }

  private static void addOnce(String model, Set<String> names, String name, String role) {
    if (!names.add(name)) {
      throw new ScissionLiteException(
          "model '%s': the name '%s' (%s) is taken twice".formatted(model, name, role));
    }
  }

  /** The version of the standard opset. */
  public int opset() {
    return opsets.getOrDefault("", 0);
  }

  /** The type of a tensor, where it is known: input, output, initializer or between nodes. */
  public Optional<TensorType> typeOf(String tensor) {
    Tensor constant = initializers.get(tensor);
    if (constant != null) {
      return Optional.of(constant.type());
    }
    TensorType between = types.get(tensor);
    if (between != null) {
      return Optional.of(between);
    }
    return Stream.concat(inputs.stream(), outputs.stream())
        .filter(spec -> spec.name().equals(tensor))
        .map(TensorSpec::type)
        .findFirst();
  }

  /**
   * A tensor with its type.
   *
   * @throws ScissionLiteException if the type is not known
   */
  public TensorSpec spec(String tensor) {
    return typeOf(tensor)
        .map(type -> new TensorSpec(tensor, type))
        .orElseThrow(
            () ->
                new ScissionLiteException(
                    "model '%s': the shape of '%s' is not known".formatted(name, tensor)));
  }

  /** The node that writes each tensor; inputs and initializers have none. */
  public Map<String, Node> producers() {
    Map<String, Node> producers = new HashMap<>();
    nodes.forEach(node -> node.writes().forEach(output -> producers.put(output, node)));
    return producers;
  }

  /** The layers, numbered from 0; the input is layer 0. */
  public List<Layer> layers() {
    return Layer.of(this);
  }

  /**
   * The number of elements of all parameters that a node reads; see {@link Parameters}. ResNet-50
   * has 25,636,712 with the moving statistics of its batch normalisations.
   */
  public long parameters() {
    return Parameters.count(this);
  }

  /**
   * This graph with other inputs, outputs and nodes; initializers that nobody reads are left out.
   */
  public ModelGraph with(
      List<TensorSpec> newInputs, List<TensorSpec> newOutputs, List<Node> newNodes) {
    Set<String> read = new HashSet<>();
    newNodes.forEach(node -> node.reads().forEach(read::add));
    newOutputs.forEach(output -> read.add(output.name()));
    Map<String, Tensor> kept = new LinkedHashMap<>(initializers);
    kept.keySet().retainAll(read);
    return new ModelGraph(name, opsets, newInputs, newOutputs, newNodes, kept, types);
  }

  /** This graph with some of its initializers replaced by those of the same names. */
  public ModelGraph withInitializers(Map<String, Tensor> replacements) {
    Map<String, Tensor> all = new LinkedHashMap<>(initializers);
    all.putAll(replacements);
    return new ModelGraph(name, opsets, inputs, outputs, nodes, all, types);
  }

  /** This graph without the initializers that nobody reads. */
  public ModelGraph withoutUnread() {
    return with(inputs, outputs, nodes);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "model '%s' of %d nodes", name, nodes.size());
  }
}
