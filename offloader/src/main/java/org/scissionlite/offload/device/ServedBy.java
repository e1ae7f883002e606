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
   */
  record Device(With with, String reason) implements ServedBy {}

  /** What a device runs in place of an edge. */
  enum With {
    /** The edge slice, on what its device slice wrote: the edge's own answer. */
    EDGE_SLICE,
    /** The whole model, without a transfer layer. */
    WHOLE_MODEL
  }
}
