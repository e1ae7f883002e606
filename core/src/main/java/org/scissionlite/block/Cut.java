package org.scissionlite.block;

import java.util.List;
import org.scissionlite.model.TensorSpec;

/**
 * A place in the graph where exactly these tensors are alive: everything behind the cut depends on
 * nothing else.
 *
 * @param name the layer after which the cut lies; "input" for the cut before all layers
 * @param layer that layer's number; 0 for the input
 * @param tensors what crosses the cut; one tensor in the common case
 */
public record Cut(String name, int layer, List<TensorSpec> tensors) {
  public Cut {
    tensors = List.copyOf(tensors);
  }

  /** Bytes that cross the cut, uncompressed. */
  public long bytes() {
    return tensors.stream().mapToLong(TensorSpec::bytes).sum();
  }
}
