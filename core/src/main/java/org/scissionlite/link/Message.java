package org.scissionlite.link;

import org.scissionlite.error.UsageException;

/**
 * What one request carries over a link and what comes back.
 *
 * @param bytes of the request's tensors, at least 0
 * @param replyBytes of the answer's tensors, at least 0
 */
public record Message(long bytes, long replyBytes) {
  public Message {
    if (bytes < 0 || replyBytes < 0) {
      throw new UsageException(
          "message: expected 0 or more bytes each way, got %d and %d".formatted(bytes, replyBytes));
    }
  }
}
