package org.scissionlite.input;

import org.scissionlite.error.ScissionLiteException;

/** An image that cannot be read; the message names it. Others of the same folder may be whole. */
public final class UnreadableImageException extends ScissionLiteException {
  private static final long serialVersionUID = 1L;

  public UnreadableImageException(String message) {
    super(message);
  }

  public UnreadableImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
