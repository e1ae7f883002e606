package org.scissionlite.plan.scenario;

/**
 * A latency by part, in nanoseconds.
 *
 * @param deviceNanos blocks on the device
 * @param deviceTlNanos encoders of the transfer layers
 * @param conversionNanos tensors to bytes and back, where there is no transfer layer
 * @param transferNanos on the network
 * @param edgeTlNanos decoders of the transfer layers
 * @param edgeNanos blocks on the edge
 * @param cloudNanos blocks in the cloud
 */
public record Breakdown(
    long deviceNanos,
    long deviceTlNanos,
    long conversionNanos,
    long transferNanos,
    long edgeTlNanos,
    long edgeNanos,
    long cloudNanos) {
  /** The sum of all parts. */
  public long totalNanos() {
    return deviceNanos
        + deviceTlNanos
        + conversionNanos
        + transferNanos
        + edgeTlNanos
        + edgeNanos
        + cloudNanos;
  }
}
