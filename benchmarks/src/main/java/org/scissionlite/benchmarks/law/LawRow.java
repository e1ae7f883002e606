package org.scissionlite.benchmarks.law;

import java.util.List;

/**
 * One case of the law: what was predicted, and what was seen.
 *
 * @param model the network
 * @param cut where it is cut
 * @param transferLayer at the cut
 * @param megabits of the testbed
 * @param roundTripMillis of the testbed
 * @param intervalMillis from one request to the next; 0 for back to back
 * @param payloadBytes median of the requests
 * @param predicted by the plan, median of the rounds
 * @param reference what ping + bytes / bandwidth makes of the same profiles and link
 * @param measured medians of all requests
 * @param p95Millis of all requests
 * @param totals of all requests, in milliseconds, in their order
 */
record LawRow(
    String model,
    String cut,
    String transferLayer,
    double megabits,
    double roundTripMillis,
    long intervalMillis,
    long payloadBytes,
    Parts predicted,
    double reference,
    Parts measured,
    double p95Millis,
    List<Double> totals) {
  LawRow {
    totals = List.copyOf(totals);
  }

  /**
   * A latency in milliseconds.
   *
   * @param device in the device slice and up to the message
   * @param transfer on the network
   * @param edge in the edge slice, from the message on
   * @param total of all
   */
  record Parts(double device, double transfer, double edge, double total) {}

  /** (predicted - measured) / measured. */
  double error() {
    return predicted.total() / measured.total() - 1;
  }

  /** The same of the reference's formula. */
  double referenceError() {
    return reference / measured.total() - 1;
  }
}
