package org.scissionlite.profile;

import org.scissionlite.error.UsageException;

/**
 * The memory that the two slices of a cut need: their weights and the most activations that are
 * alive at once. An engine's own working memory comes on top.
 *
 * @param deviceSliceBytes of the part before the cut
 * @param edgeSliceBytes of the part behind it
 */
public record SliceMemory(long deviceSliceBytes, long edgeSliceBytes) {
  /**
   * @throws UsageException for a negative value
   */
  public SliceMemory {
    Require.atLeast(0, deviceSliceBytes, "deviceSliceBytes");
    Require.atLeast(0, edgeSliceBytes, "edgeSliceBytes");
  }

  /** Of an imported profile that does not tell. */
  public static SliceMemory unknown() {
    return new SliceMemory(0, 0);
  }
}
