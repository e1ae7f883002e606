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
   * The device, with the whole model.
   *
   * @param reason why, in one line
   */
  record Device(String reason) implements ServedBy {}
}
