package org.scissionlite.model;

import java.nio.FloatBuffer;
import org.scissionlite.error.ScissionLiteException;

/** Finds weights that are not numbers: a training that went wrong, or a damaged file. */
public final class NanCheck {
  private NanCheck() {}

  /**
   * Checks the float32 weights; infinities may stand for "never" and pass.
   *
   * @throws ScissionLiteException if one is NaN; names the tensor and the element
   */
  public static void requireNumbers(ModelGraph graph) {
    graph
        .initializers()
        .forEach(
            (name, tensor) -> {
              if (tensor.elementType() == ElementType.FLOAT32) {
                requireNumbers(graph, name, tensor.floats());
              }
            });
  }

  private static void requireNumbers(ModelGraph graph, String weight, FloatBuffer values) {
    for (int i = 0; i < values.limit(); i++) {
      if (Float.isNaN(values.get(i))) {
        throw new ScissionLiteException(
            "model '%s': weight '%s' is NaN at element %,d; export or train the model again"
                .formatted(graph.name(), weight, i));
      }
    }
  }
}
