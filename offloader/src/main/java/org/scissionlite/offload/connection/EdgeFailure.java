package org.scissionlite.offload.connection;

import org.scissionlite.error.ScissionLiteException;

/** The edge gave no answer that the device can use: the device may answer by itself. */
public final class EdgeFailure extends ScissionLiteException {
  private static final long serialVersionUID = 1L;

  /** What it means for the next requests. */
  public enum Kind {
    /** It failed at once. */
    AWAY,
    /** It has too much to do, and says so at once. */
    BUSY,
    /** It took all the time there was. */
    TIMED_OUT,
    /** It runs something else than the device, such as another bundle, and says so at once. */
    OTHER_BUNDLE,
    /** It was not asked, as the device itself took the time. */
    NOT_ASKED
  }

  private final Kind kind;

  /** A failure that another one caused. */
  public EdgeFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** A failure that the device sees itself. */
  public EdgeFailure(Kind kind, String message) {
    this(kind, message, null);
  }

  /** What it means for the next requests. */
  public Kind kind() {
    return kind;
  }
}
