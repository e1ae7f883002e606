package org.scissionlite.trainer.loss;

import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.task.detection.Anchors;

/**
 * Where a detector with anchors holds what it learns by.
 *
 * @param logits [N,C,anchors], before the sigmoid of the scores
 * @param offsets [N,4,anchors], before they are added to the anchors
 * @param anchors of the model
 */
record AnchorHead(String logits, String offsets, Anchors anchors) {
  /**
   * The head of a model.
   *
   * @throws UsageException if it is no detector as the zoo has it
   */
  static AnchorHead of(ModelGraph graph) {
    Optional<String> logits =
        graph.nodes().stream()
            .filter(node -> node.operator().equals("Sigmoid"))
            .map(node -> node.inputs().get(0))
            .reduce((first, last) -> last);
    Optional<Anchors> anchors = Anchors.of(graph);
    Optional<String> offsets = offsets(graph);
    if (logits.isEmpty() || anchors.isEmpty() || offsets.isEmpty()) {
      throw new UsageException(
          "model '%s': expected a detector with anchors, such as zoo:retinanet or what was trained from it; other detectors are trained with other tools"
              .formatted(graph.name()));
    }
    return new AnchorHead(logits.get(), offsets.get(), anchors.get());
  }

  /** What is sliced, multiplied with the anchors' sizes and added to their centres. */
  private static Optional<String> offsets(ModelGraph graph) {
    return graph.nodes().stream()
        .filter(node -> node.operator().equals("Add") && node.inputs().contains(Anchors.CENTRES))
        .findFirst()
        .flatMap(node -> source(graph, node, "Mul"))
        .flatMap(node -> source(graph, node, "Slice"))
        .map(node -> node.inputs().get(0));
  }

  private static Optional<Node> source(ModelGraph graph, Node node, String operator) {
    return Optional.ofNullable(graph.producers().get(node.inputs().get(0)))
        .filter(found -> found.operator().equals(operator));
  }
}
