package org.scissionlite.evidence;

import java.util.Arrays;
import org.scissionlite.error.UsageException;

/**
 * Payload bytes an image, checksum included, counted on images.
 *
 * @param mean over all images
 * @param p95 95 of 100 images take at most this
 * @param most of all images
 * @param images how many were counted
 */
public record ByteCounts(double mean, long p95, long most, int images) {
  private static final double P95 = 0.95;

  public ByteCounts {
    boolean ordered = mean >= 0 && p95 >= 0 && p95 <= most && mean <= most;
    if (!ordered || images < 1) {
      throw new UsageException(
          "bytes of %d images: expected mean, p95 and most from 0 on and none above most, got %s, %d, %d"
              .formatted(images, mean, p95, most));
    }
  }

  /** The counts of some payloads, at least one. */
  public static ByteCounts of(long[] payloads) {
    long[] sorted = Arrays.stream(payloads).sorted().toArray();
    int rank = (int) Math.ceil(P95 * sorted.length);
    return new ByteCounts(
        Arrays.stream(sorted).average().orElseThrow(),
        sorted[rank - 1],
        sorted[sorted.length - 1],
        sorted.length);
  }
}
