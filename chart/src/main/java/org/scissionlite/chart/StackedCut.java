package org.scissionlite.chart;

/**
 * The latency of one scenario by its parts, in milliseconds.
 *
 * @param name the cut
 * @param deviceMillis blocks on the device
 * @param deviceTLMillis encoder and conversion to bytes
 * @param transferMillis on the network
 * @param edgeTLMillis conversion from bytes and decoder
 * @param edgeMillis blocks on the edge
 * @param hasTL whether the parts are with a transfer layer; where none fits they are without
 * @param withoutTLMillis the whole latency of the same cut without a transfer layer
 */
public record StackedCut(
    String name,
    double deviceMillis,
    double deviceTLMillis,
    double transferMillis,
    double edgeTLMillis,
    double edgeMillis,
    boolean hasTL,
    double withoutTLMillis) {
  /** The whole latency. */
  public double totalMillis() {
    return deviceMillis + deviceTLMillis + transferMillis + edgeTLMillis + edgeMillis;
  }
}
