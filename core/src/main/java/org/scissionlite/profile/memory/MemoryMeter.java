package org.scissionlite.profile.memory;

import java.util.OptionalLong;
import org.scissionlite.model.ModelGraph;

/** Measures how much memory a slice holds while it is loaded and run. */
@FunctionalInterface
public interface MemoryMeter {
  /** The most bytes that were held for the slice; nothing where this machine cannot tell. */
  OptionalLong peakBytes(ModelGraph slice);

  /** Nothing is measured: the memory is computed from the graph. */
  static MemoryMeter none() {
    return slice -> OptionalLong.empty();
  }
}
