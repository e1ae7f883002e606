package org.scissionlite.offload.stream;

import org.scissionlite.offload.device.LatencyParts;

/**
 * Where the time of one picture went, in nanoseconds; the parts add up to the whole.
 *
 * @param readNanos reading, decoding and preprocessing
 * @param waitNanos waiting for its turn, before it was read and between the stages
 * @param parts from input tensor to answer, without waiting
 */
public record FrameLatency(long readNanos, long waitNanos, LatencyParts parts) {
  /** The latency of a picture that took so long in all: what nobody worked on was waiting. */
  static FrameLatency of(long elapsedNanos, long readNanos, LatencyParts parts) {
    LatencyParts work =
        new LatencyParts(
            0, parts.deviceNanos(), parts.encodeNanos(), parts.transferNanos(), parts.edge());
    long waited = elapsedNanos - readNanos - work.totalNanos();
    return new FrameLatency(readNanos, Math.max(0, waited), work);
  }

  public long totalNanos() {
    return readNanos + waitNanos + parts.totalNanos();
  }
}
