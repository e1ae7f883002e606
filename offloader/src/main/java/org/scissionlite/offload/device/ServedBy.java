package org.scissionlite.offload.device;

/** Who computed the end of the model. */
public sealed interface ServedBy {
  /**
   * The edge, as planned.
   *
   * @param address host and port
   * @param model the name of the edge slice
   */
  record Edge(String address, String model) implements ServedBy {}

  /**
   * The device.
   *
   * @param with what it ran
   * @param reason why, in one line
   * @param awaitedNanos how long an edge was awaited in vain, from sending on; 0 where none was
   *     asked, or the one that was asked broke off
   */
  record Device(With with, String reason, long awaitedNanos) implements ServedBy {
    /** The device, without waiting for an edge. */
    public Device(With with, String reason) {
      this(with, reason, 0);
    }
  }

  /** What a device runs in place of an edge. */
  enum With {
    /** The edge slice, on what its device slice wrote: the edge's own answer. */
    EDGE_SLICE,
    /** The whole model, without a transfer layer. */
    WHOLE_MODEL
  }
}
