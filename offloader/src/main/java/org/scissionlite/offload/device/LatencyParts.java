package org.scissionlite.offload.device;

/**
 * Where the time of one answer went, in nanoseconds; the parts add up to the whole.
 *
 * @param deviceNanos in the device slice, DeviceTL included; with a local answer also in the whole
 *     model
 * @param encodeNanos from the slice's outputs to the message
 * @param transferNanos from the message to the outputs, without the edge's own time; with a local
 *     answer what was lost on waiting for the edge
 * @param edge what the edge says about its own time
 */
public record LatencyParts(long deviceNanos, long encodeNanos, long transferNanos, EdgeTimes edge) {
  /**
   * The edge's own time, in nanoseconds; all 0 where the server does not tell, as Triton: then it
   * is part of the transfer.
   *
   * @param queueNanos waiting for its turn
   * @param decodeNanos from the message to the edge slice's inputs
   * @param executeNanos in the edge slice, EdgeTL included
   */
  public record EdgeTimes(long queueNanos, long decodeNanos, long executeNanos) {
    /** No time: the edge did not answer, or does not tell. */
    public static final EdgeTimes NONE = new EdgeTimes(0, 0, 0);

    public long totalNanos() {
      return queueNanos + decodeNanos + executeNanos;
    }
  }

  /** The time of an answer that only the device worked on. */
  public static LatencyParts onDevice(long nanos) {
    return new LatencyParts(nanos, 0, 0, EdgeTimes.NONE);
  }

  public long totalNanos() {
    return deviceNanos + encodeNanos + transferNanos + edge.totalNanos();
  }
}
