package org.scissionlite.error;

/**
 * A failure with a message of one line that names the place, what was expected and what was found.
 *
 * <p>The command line prints the message and ends with exit code 1.
 */
public class ScissionLiteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ScissionLiteException(String message) {
    super(message);
  }

  public ScissionLiteException(String message, Throwable cause) {
    super(message, cause);
  }
}
