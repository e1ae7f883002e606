package org.scissionlite.offload.device;

import org.scissionlite.error.ScissionLiteException;

/** The edge gave no answer, through no fault of the request: the device may answer by itself. */
final class EdgeFailure extends ScissionLiteException {
  private static final long serialVersionUID = 1L;

  EdgeFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
