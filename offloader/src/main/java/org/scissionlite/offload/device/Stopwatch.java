package org.scissionlite.offload.device;

import org.scissionlite.offload.device.LatencyParts.EdgeTimes;

/** Takes the times of one request. */
final class Stopwatch {
  private final long start = System.nanoTime();
  private long deviceNanos;
  private long encodeNanos;

  /**
   * The device slice has run.
   *
   * @param begunNanos of {@link #elapsedNanos}, when it began
   */
  void deviceDone(long begunNanos) {
    deviceNanos = elapsedNanos() - begunNanos;
  }

  /**
   * The message is ready.
   *
   * @param begunNanos of {@link #elapsedNanos}, when its encoding began
   */
  void encodeDone(long begunNanos) {
    encodeNanos = elapsedNanos() - begunNanos;
  }

  long elapsedNanos() {
    return System.nanoTime() - start;
  }

  /** The parts up to now; what the edge does not claim is transfer. */
  LatencyParts parts(EdgeTimes edge) {
    long rest = elapsedNanos() - deviceNanos - encodeNanos;
    return new LatencyParts(deviceNanos, encodeNanos, Math.max(0, rest - edge.totalNanos()), edge);
  }
}
