package org.scissionlite.task.detection;

import java.util.Optional;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;

/**
 * Boxes from which a detector's offsets are measured, in pixels of its input: constants of the
 * model under these names.
 *
 * @param centres [1,2,N]: x and y
 * @param sizes [1,2,N]: width and height
 */
public record Anchors(Tensor centres, Tensor sizes) {
  public static final String CENTRES = "anchors/centres" + ModelGraph.FIXED;
  public static final String SIZES = "anchors/sizes" + ModelGraph.FIXED;

  /** Those of a model; nothing where it has none. */
  public static Optional<Anchors> of(ModelGraph graph) {
    Tensor centres = graph.initializers().get(CENTRES);
    Tensor sizes = graph.initializers().get(SIZES);
    return centres == null || sizes == null
        ? Optional.empty()
        : Optional.of(new Anchors(centres, sizes));
  }

  public int count() {
    return centres.shape().dim(2);
  }
}
