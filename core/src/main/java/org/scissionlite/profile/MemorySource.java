package org.scissionlite.profile;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the memory of a slice is known. */
public enum MemorySource {
  /** A process of its own loaded and ran the slice; the most memory it held for it. */
  MEASURED,
  /** From the graph: weights and the most activations that are alive at once. */
  COMPUTED,
  /** Not at all. */
  UNKNOWN;

  /** The name in files: "measured". */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
