package org.scissionlite.offload.device.remote;

/**
 * The edge's own time for one request, in nanoseconds; all 0 where the server does not tell, as
 * Triton: then it is part of the transfer.
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
