package org.scissionlite.evaluation;

import java.util.List;

/**
 * Bytes an image.
 *
 * @param mean over all images
 * @param p95 95 of 100 images need at most this
 * @param largest of all images
 */
public record PayloadBytes(double mean, long p95, long largest) {
  private static final double P95 = 0.95;

  static PayloadBytes of(List<Long> payloads) {
    List<Long> sorted = payloads.stream().sorted().toList();
    int rank = (int) Math.ceil(P95 * sorted.size());
    return new PayloadBytes(
        sorted.stream().mapToLong(Long::longValue).average().orElseThrow(),
        sorted.get(rank - 1),
        sorted.get(sorted.size() - 1));
  }
}
