package org.scissionlite.benchmarks.experiment;

import org.scissionlite.plan.scenario.Breakdown;

/**
 * What the planner says of a contender.
 *
 * @param contender which
 * @param cut after which layer; "-" where the device answers alone
 * @param transferLayer its spec; "-" where nothing is sent
 * @param millis the whole latency
 * @param deviceMillis layers and encoder on the device
 * @param transferMillis on the network
 * @param edgeMillis decoder and layers on the edge
 * @param bytes sent for an image
 */
public record Predicted(
    Contender contender,
    String cut,
    String transferLayer,
    double millis,
    double deviceMillis,
    double transferMillis,
    double edgeMillis,
    long bytes) {
  static Predicted of(
      Contender contender,
      String cut,
      String transferLayer,
      double millis,
      Breakdown parts,
      long bytes) {
    return new Predicted(
        contender,
        cut,
        transferLayer,
        millis,
        (parts.deviceNanos() + parts.deviceTlNanos() + parts.conversionNanos() / 2) / 1e6,
        parts.transferNanos() / 1e6,
        (parts.edgeNanos() + parts.edgeTlNanos() + parts.conversionNanos() / 2) / 1e6,
        bytes);
  }
}
