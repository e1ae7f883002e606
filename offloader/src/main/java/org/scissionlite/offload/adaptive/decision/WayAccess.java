package org.scissionlite.offload.adaptive.decision;

/**
 * Which ways can be taken. Quick, and asked while no other image, decision or opening can come in
 * between.
 */
public interface WayAccess {
  /** Whether a way can take an image now. */
  boolean isReady(Way way);

  /** Whether a way is not ready, and would be after its slices were loaded. */
  boolean canOpen(Way way);

  /** Begins to load the slices of a way; those of the present one stay. */
  void open(Way way, Way present);

  /** An image goes a way, which stays open until that has ended. */
  void begin(Way way);
}
