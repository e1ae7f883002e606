package org.scissionlite.block;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Layer;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/** A cut that is named by all its tensors, wherever in the graph they lie. */
final class TensorCut {
  static final String SEPARATOR = ",";

  private final ModelGraph graph;
  private final List<TensorSpec> tensors;
  private final Set<String> before;
  private final ConstantBranches constants;

  private TensorCut(ModelGraph graph, List<TensorSpec> tensors) {
    this.graph = graph;
    this.tensors = tensors;
    this.before = Ancestors.of(graph, tensors);
    this.constants = ConstantBranches.of(graph);
  }

  /**
   * The cut of a list of tensors, such as "conv2_block1_2_conv,pool1".
   *
   * @throws UsageException for an unknown tensor, or if more must cross than these; names it
   */
  static Cut of(ModelGraph graph, String list) {
    List<TensorSpec> tensors =
        Stream.of(list.split(SEPARATOR, -1))
            .map(String::strip)
            .distinct()
            .map(name -> spec(graph, name))
            .toList();
    TensorCut cut = new TensorCut(graph, tensors);
    cut.requireComplete();
    String name = String.join(SEPARATOR, tensors.stream().map(TensorSpec::name).toList());
    return SmallInputs.with(graph, new Cut(name, cut.layer(), tensors));
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

  /** Everything behind the cut must be computable from its tensors and the weights. */
  private void requireComplete() {
    Set<String> known = new HashSet<>();
    tensors.forEach(tensor -> known.add(tensor.name()));
    List<Node> behind =
        graph.nodes().stream().filter(node -> !before.contains(node.name())).toList();
    behind.forEach(node -> node.writes().forEach(known::add));
    Stream.concat(
            behind.stream().flatMap(Node::reads), graph.outputs().stream().map(TensorSpec::name))
        .filter(tensor -> !known.contains(tensor) && !constants.holds(tensor))
        .findFirst()
        .ifPresent(
            missing -> {
              throw new UsageException(
                  "the tensors %s are no cut: '%s' is needed behind it too; name it as well"
                      .formatted(tensors.stream().map(TensorSpec::name).toList(), missing));
            });
  }

  /** The last layer before the cut; 0 where nothing but the input is. */
  private int layer() {
    return graph.layers().stream()
        .filter(layer -> layer.nodes().stream().anyMatch(node -> before.contains(node.name())))
        .mapToInt(Layer::index)
        .max()
        .orElse(0);
  }
}
