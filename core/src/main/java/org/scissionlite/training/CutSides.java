package org.scissionlite.training;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.scissionlite.block.Cut;
import org.scissionlite.block.NodeSides;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.Dial;

/**
 * A model on both sides of a cut.
 *
 * <p>A dial of a transfer layer is an input of the side that is told its step.
 *
 * @param head from the model's inputs to the cut, with the outputs that it keeps; without nodes at
 *     the input
 * @param rest from the cut to the model's other outputs
 */
public record CutSides(ModelGraph head, ModelGraph rest) {
  /** The sides of a model, or of a model with transfer layers at the cut: they are in the rest. */
  public static CutSides of(ModelGraph graph, Cut cut) {
    NodeSides sides = NodeSides.of(graph, cut.ends());
    return new CutSides(
        graph.with(head(graph, sides), cut.ends(), sides.before()),
        graph.with(rest(graph, cut, sides), cut.answeredBehind(graph), sides.behind()));
  }

  private static List<TensorSpec> head(ModelGraph graph, NodeSides sides) {
    List<TensorSpec> elsewhere = dials(graph, sides.behind());
    return graph.inputs().stream().filter(each -> !elsewhere.contains(each)).toList();
  }

  private static List<TensorSpec> rest(ModelGraph graph, Cut cut, NodeSides sides) {
    return Stream.concat(cut.tensors().stream(), dials(graph, sides.behind()).stream()).toList();
  }

  /** Those that some nodes are told. */
  private static List<TensorSpec> dials(ModelGraph graph, List<Node> nodes) {
    return Dial.among(graph.inputs()).stream()
        .filter(dial -> nodes.stream().anyMatch(node -> node.inputs().contains(dial.name())))
        .toList();
  }

  /** The part of a model that some of its tensors depend on, with no other outputs. */
  public static ModelGraph upTo(ModelGraph graph, List<TensorSpec> tensors) {
    return graph.with(graph.inputs(), tensors, NodeSides.of(graph, tensors).before());
  }

  /** Whether both sides read a weight, which then cannot be trained on one of them alone. */
  public boolean shareWeights() {
    Set<String> shared = new HashSet<>(head.initializers().keySet());
    shared.retainAll(rest.initializers().keySet());
    return !shared.isEmpty();
  }
}
