package org.scissionlite.offload.device;

import org.scissionlite.offload.device.remote.EdgeTimes;

/**
 * The times of one image, of {@link System#nanoTime}. Written by one thread at a time, which hands
 * it on.
 */
final class Timeline {
  private final long arrived;
  private long begun;
  private long headNanos;
  private long encodeNanos;
  private boolean hasBegun;

  Timeline(long arrived) {
    this.arrived = arrived;
  }

  /** The device begins with the image, or with another part of it. */
  void begin() {
    if (!hasBegun) {
      begun = System.nanoTime();
      hasBegun = true;
    }
  }

  void head(long nanos) {
    headNanos = nanos;
  }

  void encoding(long nanos) {
    encodeNanos = nanos;
  }

  long sinceArrival() {
    return System.nanoTime() - arrived;
  }

  /** The parts of an answer that an edge gave now; what it does not claim is transfer. */
  LatencyParts byEdge(EdgeTimes edge) {
    return parts(0, edge);
  }

  /** The parts of an answer that the device computed now, in so much time. */
  LatencyParts byDevice(long nanos) {
    return parts(nanos, EdgeTimes.NONE);
  }

  private LatencyParts parts(long localNanos, EdgeTimes edge) {
    long wait = begun - arrived;
    long device = headNanos + localNanos;
    long known = wait + device + encodeNanos + edge.totalNanos();
    return new LatencyParts(wait, device, encodeNanos, Math.max(0, sinceArrival() - known), edge);
  }
}
