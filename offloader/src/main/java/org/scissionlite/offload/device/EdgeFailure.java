package org.scissionlite.offload.device;

import org.scissionlite.error.ScissionLiteException;

/** The edge gave no answer, through no fault of the request: the device may answer by itself. */
final class EdgeFailure extends ScissionLiteException {
  private static final long serialVersionUID = 1L;

  private final boolean timedOut;

  /**
   * A failure of the edge.
   *
   * @param timedOut whether it took all the time there was
   */
  EdgeFailure(String message, Throwable cause, boolean timedOut) {
    super(message, cause);
    this.timedOut = timedOut;
  }

  boolean timedOut() {
    return timedOut;
  }
}
