package org.scissionlite.transfer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * A piece of graph with one input and one output: half a transfer layer.
 *
 * @param input what it reads
 * @param output what it writes; the input itself where there are no nodes
 * @param nodes operators of the standard opset 17
 * @param constants the initializers of the nodes; in the order of their names, so that the same
 *     transfer layer gives the same file in every run
 * @param settings what it reads beside its input, which whoever runs it sets for each run
 */
public record Fragment(
    TensorSpec input,
    TensorSpec output,
    List<Node> nodes,
    Map<String, Tensor> constants,
    List<TensorSpec> settings) {
  /** The standard opset that fragments are written in. */
  public static final int OPSET = 17;

  public Fragment {
    nodes = List.copyOf(nodes);
    constants = Collections.unmodifiableMap(new TreeMap<>(constants));
    settings = List.copyOf(settings);
  }

  /** A fragment without settings. */
  public Fragment(
      TensorSpec input, TensorSpec output, List<Node> nodes, Map<String, Tensor> constants) {
    this(input, output, nodes, constants, List.of());
  }

  /** The fragment that passes a tensor through. */
  public static Fragment identity(TensorSpec tensor) {
    return new Fragment(tensor, tensor, List.of(), Map.of());
  }

  public boolean isIdentity() {
    return nodes.isEmpty();
  }

  /**
   * This fragment, then another.
   *
   * @throws ScissionLiteException unless the other reads what this one writes
   */
  public Fragment then(Fragment next) {
    if (!output.equals(next.input)) {
      throw new ScissionLiteException(
          "fragments do not fit: the first writes %s, the second reads %s"
              .formatted(output, next.input));
    }
    List<Node> allNodes = new ArrayList<>(nodes);
    allNodes.addAll(next.nodes);
    Map<String, Tensor> allConstants = new LinkedHashMap<>(constants);
    allConstants.putAll(next.constants);
    List<TensorSpec> allSettings = new ArrayList<>(settings);
    allSettings.addAll(next.settings);
    return new Fragment(input, next.output, allNodes, allConstants, allSettings);
  }

  /** The names that it brings along: of its nodes, of what they write, and of its constants. */
  Set<String> ownNames() {
    Set<String> names = new LinkedHashSet<>();
    for (Node node : nodes) {
      names.add(node.name());
      node.writes().forEach(names::add);
    }
    names.addAll(constants.keySet());
    settings.forEach(setting -> names.add(setting.name()));
    return names;
  }

  /**
   * This fragment with other names.
   *
   * @param names from old to new; a name that is not among them stays
   */
  Fragment renamed(Map<String, String> names) {
    Map<String, Tensor> renamedConstants = new LinkedHashMap<>();
    constants.forEach((name, value) -> renamedConstants.put(names.getOrDefault(name, name), value));
    return new Fragment(
        renamed(input, names),
        renamed(output, names),
        nodes.stream().map(node -> renamed(node, names)).toList(),
        renamedConstants,
        settings.stream().map(setting -> renamed(setting, names)).toList());
  }

  private static TensorSpec renamed(TensorSpec spec, Map<String, String> names) {
    return new TensorSpec(names.getOrDefault(spec.name(), spec.name()), spec.type());
  }

  private static Node renamed(Node node, Map<String, String> names) {
    return new Node(
        names.getOrDefault(node.name(), node.name()),
        names.getOrDefault(node.layer(), node.layer()),
        node.domain(),
        node.operator(),
        node.inputs().stream().map(name -> names.getOrDefault(name, name)).toList(),
        node.outputs().stream().map(name -> names.getOrDefault(name, name)).toList(),
        node.attributes());
  }

  /** This fragment reading a tensor of another name. */
  public Fragment readingFrom(String name) {
    List<Node> renamed = nodes.stream().map(node -> renameInput(node, input.name(), name)).toList();
    TensorSpec newInput = new TensorSpec(name, input.type());
    return new Fragment(newInput, isIdentity() ? newInput : output, renamed, constants, settings);
  }

  private static Node renameInput(Node node, String from, String to) {
    List<String> inputs =
        node.inputs().stream().map(read -> read.equals(from) ? to : read).toList();
    return node.withInputs(inputs);
  }

  /** This fragment with those of these constants that it has by the same names. */
  Fragment trained(Map<String, Tensor> weights) {
    Map<String, Tensor> replaced = new LinkedHashMap<>(constants);
    replaced.replaceAll((name, old) -> weights.getOrDefault(name, old));
    return new Fragment(input, output, nodes, replaced, settings);
  }

  /** The fragment as a model of its own, to run it alone. */
  public ModelGraph graph() {
    List<TensorSpec> inputs = new ArrayList<>(List.of(input));
    inputs.addAll(settings);
    return new ModelGraph(
        "fragment", Map.of("", OPSET), inputs, List.of(output), nodes, constants, Map.of());
  }
}
