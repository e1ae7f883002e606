package org.scissionlite.offload.device;

import io.grpc.StatusRuntimeException;
import java.util.Locale;
import org.scissionlite.error.ScissionLiteException;

/** What the failures of calls mean for a user. */
final class EdgeErrors {
  private static final int MOST_CHARACTERS = 1000;

  private EdgeErrors() {}

  /**
   * The failure of a call, in one line.
   *
   * @param edge host and port
   * @param waitedMillis how long the call was allowed to take
   */
  static ScissionLiteException of(StatusRuntimeException failure, String edge, long waitedMillis) {
    return switch (failure.getStatus().getCode()) {
      case DEADLINE_EXCEEDED ->
          new EdgeFailure(
              String.format(Locale.ROOT, "edge %s gave no answer within %d ms", edge, waitedMillis),
              failure,
              true);
      case UNAVAILABLE ->
          new EdgeFailure(
              "edge %s cannot be reached: %s".formatted(edge, reason(failure)), failure, false);
      case NOT_FOUND ->
          new ScissionLiteException(
              "edge %s does not serve this scenario: %s; device and edge run different bundles"
                  .formatted(edge, reason(failure)),
              failure);
      case INVALID_ARGUMENT, FAILED_PRECONDITION, UNIMPLEMENTED, PERMISSION_DENIED ->
          new ScissionLiteException(
              "edge %s refuses the request: %s".formatted(edge, reason(failure)), failure);
      default ->
          new EdgeFailure(
              "edge %s failed (%s): %s"
                  .formatted(edge, failure.getStatus().getCode(), reason(failure)),
              failure,
              false);
    };
  }

  /** The innermost cause says "Connection refused" where the status says "io exception". */
  private static String reason(StatusRuntimeException failure) {
    Throwable cause = failure.getStatus().getCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String description = String.valueOf(failure.getStatus().getDescription());
    String message = cause == null || cause.getMessage() == null ? description : cause.getMessage();
    String line = message.replaceAll("\\s+", " ").strip();
    return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
  }
}
