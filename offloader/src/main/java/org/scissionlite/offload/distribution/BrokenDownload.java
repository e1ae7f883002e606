package org.scissionlite.offload.distribution;

import org.scissionlite.error.ScissionLiteException;

/** A download ended in the middle; what has arrived stays, and the next try goes on from there. */
final class BrokenDownload extends ScissionLiteException {
  private static final long serialVersionUID = 1L;

  BrokenDownload(String message) {
    super(message);
  }
}
