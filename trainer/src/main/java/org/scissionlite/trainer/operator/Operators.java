package org.scissionlite.trainer.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Node;

/** The table of all operators that the trainer knows, of the standard ONNX domain. */
public final class Operators {
  private static final Map<String, Operator> TABLE = table();

  private Operators() {}

  /**
   * The operator of a node.
   *
   * @param model the model's name, for the message
   * @throws ScissionLiteException if the operator is not supported; lists the supported ones
   */
  public static Operator of(String model, Node node) {
    return Optional.ofNullable(TABLE.get(node.operator()))
        .filter(found -> node.domain().isEmpty())
        .orElseThrow(
            () ->
                new ScissionLiteException(
                    "model '%s', node '%s': the trainer does not support operator '%s'; supported are %s"
                        .formatted(
                            model,
                            node.name(),
                            node.domain().isEmpty()
                                ? node.operator()
                                : node.domain() + "." + node.operator(),
                            String.join(", ", TABLE.keySet()))));
  }

  private static Map<String, Operator> table() {
    Map<String, Operator> table = new TreeMap<>();
    List.of(
            Convolutions.operators(),
            Pooling.operators(),
            Normalisation.operators(),
            Activations.operators(),
            Arithmetic.operators(),
            Comparisons.operators(),
            Matrices.operators(),
            Shapes.operators(),
            Constants.operators(),
            Joins.operators(),
            Selections.operators(),
            Resizing.operators(),
            Reductions.operators(),
            Quantisation.operators())
        .forEach(table::putAll);
    return table;
  }
}
