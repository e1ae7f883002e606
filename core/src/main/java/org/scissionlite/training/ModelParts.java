package org.scissionlite.training;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.scissionlite.block.Ancestors;
import org.scissionlite.block.Cut;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;

/**
 * A model divided at a cut, so that the part before it can run once for many trainings of the part
 * behind it.
 *
 * @param head from the model's input to the cut; without nodes at the cut "input"
 * @param tail from the cut to the model's output
 */
public record ModelParts(ModelGraph head, ModelGraph tail) {
  /** The parts of a model, or of a model with transfer layers at the cut: they are in the tail. */
  public static ModelParts of(ModelGraph graph, Cut cut) {
    Set<String> before = cut.layer() == 0 ? Set.of() : Ancestors.of(graph, cut.tensors());
    return new ModelParts(
        graph.with(graph.inputs(), cut.tensors(), nodes(graph, before, true)),
        graph.with(cut.tensors(), graph.outputs(), nodes(graph, before, false)));
  }

  private static List<Node> nodes(ModelGraph graph, Set<String> before, boolean wanted) {
    return graph.nodes().stream().filter(node -> before.contains(node.name()) == wanted).toList();
  }

  /** Whether both parts read a weight, which then cannot be trained in one of them alone. */
  public boolean shareWeights() {
    Set<String> shared = new HashSet<>(head.initializers().keySet());
    shared.retainAll(tail.initializers().keySet());
    return !shared.isEmpty();
  }
}
