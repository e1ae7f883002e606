package org.scissionlite.offload.http;

import java.time.Duration;
import org.scissionlite.error.UsageException;

/**
 * What a server bears from those who connect to it.
 *
 * @param connections how many may stand at a time; the next is closed at once
 * @param perAddress how many of these may come from one address
 * @param arrival how long a request may take to arrive
 * @param idle how long a connection stands without a request
 * @param bodyBytes the largest body
 * @param arrivingBytes what all bodies may take together while they arrive and are answered
 */
public record HttpLimits(
    int connections,
    int perAddress,
    Duration arrival,
    Duration idle,
    int bodyBytes,
    long arrivingBytes) {
  /** The longest request line. */
  static final int LINE_BYTES = 4096;

  /** The most of all headers. */
  static final int HEADER_BYTES = 16 * 1024;

  static final int CHUNK_BYTES = 64 * 1024;

  public HttpLimits {
    if (connections < 1 || perAddress < 1 || bodyBytes < 1 || arrivingBytes < bodyBytes) {
      throw new UsageException(
          "expected room for a connection and a body of a byte or more, got %d, %d, %d, %d"
              .formatted(connections, perAddress, bodyBytes, arrivingBytes));
    }
  }

  /**
   * 100 connections, 50 of one address, 10 s for a request, a minute without one: for those who
   * only look.
   */
  public static HttpLimits forReading() {
    return new HttpLimits(
        100, 50, Duration.ofSeconds(10), Duration.ofMinutes(1), 64 * 1024, 1 << 22);
  }
}
