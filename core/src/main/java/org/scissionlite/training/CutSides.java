package org.scissionlite.training;

import java.util.List;
import java.util.Set;
import org.scissionlite.block.Ancestors;
import org.scissionlite.block.Cut;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;

/**
 * A model on both sides of a cut.
 *
 * @param head from the model's inputs to the cut; without nodes at the input
 * @param rest from the cut to the model's outputs
 */
record CutSides(ModelGraph head, ModelGraph rest) {
  static CutSides of(ModelGraph graph, Cut cut) {
    Set<String> before = cut.layer() == 0 ? Set.of() : Ancestors.of(graph, cut.tensors());
    return new CutSides(
        graph.with(graph.inputs(), cut.tensors(), nodes(graph, before, true)),
        graph.with(cut.tensors(), graph.outputs(), nodes(graph, before, false)));
  }

  private static List<Node> nodes(ModelGraph graph, Set<String> before, boolean isBefore) {
    return graph.nodes().stream().filter(node -> before.contains(node.name()) == isBefore).toList();
  }
}
