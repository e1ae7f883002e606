package org.scissionlite.evidence;

import org.scissionlite.error.UsageException;

/**
 * Median times of a transfer layer on the machine that measured it.
 *
 * @param encodeNanos DeviceTL and codec
 * @param decodeNanos codec and EdgeTL
 * @param threads that ran them
 */
public record LayerTimes(long encodeNanos, long decodeNanos, int threads) {
  public LayerTimes {
    if (encodeNanos < 0 || decodeNanos < 0 || threads < 1) {
      throw new UsageException(
          "times of a transfer layer: expected 0 ns or more on 1 thread or more, got %d and %d ns on %d"
              .formatted(encodeNanos, decodeNanos, threads));
    }
  }
}
