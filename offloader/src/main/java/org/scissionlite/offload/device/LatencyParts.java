package org.scissionlite.offload.device;

import org.scissionlite.offload.device.remote.EdgeTimes;

/**
 * Where the time of one answer went, in nanoseconds; the parts add up to the whole.
 *
 * @param waitNanos from the arrival of the image until the device began with it
 * @param deviceNanos in the device slice, DeviceTL included; with a local answer also in what the
 *     device ran in place of the edge
 * @param encodeNanos from the slice's outputs to the message
 * @param transferNanos from the message to the outputs, without the edge's own time; with a local
 *     answer what was lost on waiting for the edge
 * @param edge what the edge says about its own time
 */
public record LatencyParts(
    long waitNanos, long deviceNanos, long encodeNanos, long transferNanos, EdgeTimes edge) {
  /** The time of an answer that only the device worked on. */
  public static LatencyParts onDevice(long nanos) {
    return new LatencyParts(0, nanos, 0, 0, EdgeTimes.NONE);
  }

  public long totalNanos() {
    return waitNanos + deviceNanos + encodeNanos + transferNanos + edge.totalNanos();
  }
}
