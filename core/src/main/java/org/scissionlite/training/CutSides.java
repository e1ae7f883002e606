package org.scissionlite.training;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.scissionlite.block.Cut;
import org.scissionlite.block.NodeSides;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.TensorSpec;

/**
 * A model on both sides of a cut.
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
        graph.with(graph.inputs(), cut.ends(), sides.before()),
        graph.with(cut.tensors(), cut.answeredBehind(graph), sides.behind()));
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
