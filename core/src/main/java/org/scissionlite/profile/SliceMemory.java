package org.scissionlite.profile;

import org.scissionlite.error.UsageException;

/**
 * The memory that the two slices of a cut need, without a transfer layer.
 *
 * @param deviceSliceBytes of the part before the cut
 * @param edgeSliceBytes of the part behind it
 * @param source how it is known; computed figures leave out the engine's own working memory
 */
public record SliceMemory(long deviceSliceBytes, long edgeSliceBytes, MemorySource source) {
  /**
   * @throws UsageException for a missing source or a negative value
   */
  public SliceMemory {
    ProfileChecks.atLeast(0, deviceSliceBytes, "deviceSliceBytes");
    ProfileChecks.atLeast(0, edgeSliceBytes, "edgeSliceBytes");
    ProfileChecks.present(source, "source of the memory");
  }

  /** Of an imported profile that does not tell. */
  public static SliceMemory unknown() {
    return new SliceMemory(0, 0, MemorySource.UNKNOWN);
  }

  public static SliceMemory computed(long deviceSliceBytes, long edgeSliceBytes) {
    return new SliceMemory(deviceSliceBytes, edgeSliceBytes, MemorySource.COMPUTED);
  }
}
