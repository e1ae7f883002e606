package org.scissionlite.trainer.loss;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;

/**
 * Finds the logits of a classifier: what stands before its last softmax, or its output where there
 * is none. Losses on logits are exact where a softmax would underflow.
 */
public final class Logits {
  private static final Set<String> PASSED =
      Set.of("Identity", "Reshape", "Flatten", "Squeeze", "Dropout", "Cast");

  private Logits() {}

  /**
   * The name of the logits' tensor.
   *
   * @throws UsageException if the model has several outputs
   */
  public static String of(ModelGraph graph) {
    if (graph.outputs().size() != 1) {
      throw new UsageException(
          "model '%s' has %d outputs; the trainer needs a classifier with one"
              .formatted(graph.name(), graph.outputs().size()));
    }
    String output = graph.outputs().get(0).name();
    return softmax(graph.producers(), output).map(node -> node.inputs().get(0)).orElse(output);
  }

  private static Optional<Node> softmax(Map<String, Node> producers, String tensor) {
    Node node = producers.get(tensor);
    while (node != null && PASSED.contains(node.operator())) {
      node = producers.get(node.inputs().get(0));
    }
    return Optional.ofNullable(node).filter(found -> found.operator().equals("Softmax"));
  }

  /** Logits as one row an image. */
  public static Tensor rows(Tensor logits) {
    return logits.reshape(logits.size(0), -1);
  }
}
