package org.scissionlite.block;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Layer;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * A cut that is named by all its tensors, wherever in the graph they lie. What depends on none of
 * them is computed before it; so is, beside a single tensor, what needs anything else as well.
 */
final class TensorCut {
  static final String SEPARATOR = ",";

  private final ModelGraph graph;
  private final List<TensorSpec> tensors;
  private final ConstantBranches constants;
  private final List<Node> behind;

  private TensorCut(ModelGraph graph, List<TensorSpec> tensors) {
    this.graph = graph;
    this.tensors = tensors;
    this.constants = ConstantBranches.of(graph);
    this.behind = behind();
  }

  /**
   * The cut of a list of tensors, such as "conv2_block1_2_conv,pool1". Of those that are outputs of
   * the model, only what is read behind the cut crosses it.
   *
   * @throws UsageException for an unknown tensor, if more must cross than these, which it names, or
   *     if nothing is left to compute behind them
   */
  static Cut of(ModelGraph graph, String list) {
    List<TensorSpec> tensors =
        Stream.of(list.split(SEPARATOR, -1))
            .map(String::strip)
            .distinct()
            .map(name -> spec(graph, name))
            .toList();
    return SmallInputs.with(graph, new TensorCut(graph, tensors).cut());
  }

  private static TensorSpec spec(ModelGraph graph, String name) {
    ConstantBranches constants = ConstantBranches.of(graph);
    if (graph.typeOf(name).isEmpty() || constants.holds(name)) {
      List<String> known =
          graph.nodes().stream()
              .flatMap(Node::writes)
              .filter(tensor -> graph.typeOf(tensor).isPresent() && !constants.holds(tensor))
              .toList();
      throw UsageException.unknownName("tensor of a cut", name, known);
    }
    return graph.spec(name);
  }

  private List<Node> behind() {
    List<Node> reached = reached();
    List<Node> separated = tensors.size() == 1 ? separated(reached) : List.of();
    return separated.isEmpty() ? reached : separated;
  }

  /** Those that need nothing but the tensors and one another, and that no others need. */
  private List<Node> separated(List<Node> reached) {
    Set<String> known = names(tensors);
    reached.stream().flatMap(Node::writes).forEach(known::add);
    List<Node> left = new ArrayList<>(reached);
    for (Optional<Node> other = other(left, known); other.isPresent(); other = other(left, known)) {
      Set<String> before = Ancestors.of(graph, other.get().writes().map(graph::spec).toList());
      left.stream()
          .filter(node -> before.contains(node.name()))
          .flatMap(Node::writes)
          .forEach(known::remove);
      left.removeIf(node -> before.contains(node.name()));
    }
    return left;
  }

  private Optional<Node> other(List<Node> nodes, Set<String> known) {
    return nodes.stream()
        .filter(
            node -> !node.reads().allMatch(read -> known.contains(read) || constants.holds(read)))
        .findFirst();
  }

  /** The nodes that read the tensors, or what such nodes write, and are not before one of them. */
  private List<Node> reached() {
    Set<String> before = Ancestors.of(graph, tensors);
    Set<String> reached = new HashSet<>(names(tensors));
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (!before.contains(node.name()) && node.reads().anyMatch(reached::contains)) {
        nodes.add(node);
        node.writes().forEach(reached::add);
      }
    }
    return nodes;
  }

  private Cut cut() {
    Set<String> written = behind.stream().flatMap(Node::writes).collect(Collectors.toSet());
    Set<String> read = behind.stream().flatMap(Node::reads).collect(Collectors.toSet());
    requireComplete(read, written);
    List<TensorSpec> kept =
        graph.outputs().stream().filter(output -> !written.contains(output.name())).toList();
    List<TensorSpec> sent =
        tensors.stream()
            .filter(tensor -> read.contains(tensor.name()) || !kept.contains(tensor))
            .toList();
    String name = String.join(SEPARATOR, tensors.stream().map(TensorSpec::name).toList());
    return new Cut(name, layer(), sent, kept);
  }

  /** Everything behind the cut must be computable from its tensors and the weights. */
  private void requireComplete(Set<String> read, Set<String> written) {
    Set<String> names = names(tensors);
    if (behind.isEmpty()) {
      throw new UsageException(
          "the tensors %s are no cut: nothing is left to compute behind them; name earlier ones"
              .formatted(names));
    }
    read.stream()
        .filter(tensor -> !names.contains(tensor) && !written.contains(tensor))
        .filter(tensor -> !constants.holds(tensor))
        .sorted()
        .findFirst()
        .ifPresent(
            missing -> {
              throw new UsageException(
                  "the tensors %s are no cut: '%s' is needed behind it too; name it as well"
                      .formatted(names, missing));
            });
  }

  private static Set<String> names(List<TensorSpec> tensors) {
    return tensors.stream()
        .map(TensorSpec::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The last layer before the cut; 0 where nothing but the input is. */
  private int layer() {
    Set<String> before = Ancestors.of(graph, tensors);
    return graph.layers().stream()
        .filter(layer -> layer.nodes().stream().anyMatch(node -> before.contains(node.name())))
        .mapToInt(Layer::index)
        .max()
        .orElse(0);
  }
}
