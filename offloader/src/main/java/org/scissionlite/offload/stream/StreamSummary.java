package org.scissionlite.offload.stream;

/**
 * What a stream has done.
 *
 * @param images that came; the four next numbers add up to it
 * @param answeredByEdge how many the edge finished
 * @param answeredByDevice how many the device answered by itself
 * @param dropped how many were not looked at
 * @param failed how many were no pictures, or got no answer
 * @param imagesPerSecond answers over the time from the first picture to the last result; 0 without
 *     answers
 * @param medianNanos latency of the answers, exact to 0.1 %; 0 without answers
 * @param p95Nanos 95 % of them took at most so long
 */
public record StreamSummary(
    long images,
    long answeredByEdge,
    long answeredByDevice,
    long dropped,
    long failed,
    double imagesPerSecond,
    long medianNanos,
    long p95Nanos) {
  /** How many were answered. */
  public long answered() {
    return answeredByEdge + answeredByDevice;
  }
}
