package org.scissionlite.offload.connection;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Locale;
import java.util.Optional;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.security.TlsProblem;

/** What the failures of calls mean for a user. */
public final class EdgeErrors {
  private static final int MOST_CHARACTERS = 1000;

  private EdgeErrors() {}

  /**
   * The failure of a call, in one line: an {@link EdgeFailure}, unless the calling thread was
   * interrupted.
   *
   * @param edge host and port
   * @param waitedMillis how long the call was allowed to take
   */
  public static ScissionLiteException of(
      StatusRuntimeException failure, String edge, long waitedMillis) {
    Status.Code code = failure.getStatus().getCode();
    if (code == Status.Code.CANCELLED && Thread.currentThread().isInterrupted()) {
      return interrupted(failure);
    }
    Optional<String> untrusted = TlsProblem.atClient(failure);
    if (untrusted.isPresent()) {
      return new EdgeFailure(
          EdgeFailure.Kind.AWAY,
          "edge %s: no secure connection: %s".formatted(edge, untrusted.get()),
          failure);
    }
    if (isUnknownModel(failure.getStatus())) {
      return otherBundle(failure, edge);
    }
    return switch (code) {
      case DEADLINE_EXCEEDED ->
          new EdgeFailure(
              EdgeFailure.Kind.TIMED_OUT,
              String.format(Locale.ROOT, "edge %s gave no answer within %d ms", edge, waitedMillis),
              failure);
      case UNAVAILABLE ->
          new EdgeFailure(
              EdgeFailure.Kind.AWAY,
              "edge %s cannot be reached: %s".formatted(edge, reason(failure)),
              failure);
      case RESOURCE_EXHAUSTED ->
          new EdgeFailure(
              EdgeFailure.Kind.BUSY,
              "edge %s has too much to do: %s".formatted(edge, reason(failure)),
              failure);
      case NOT_FOUND -> otherBundle(failure, edge);
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          new EdgeFailure(
              EdgeFailure.Kind.AWAY,
              "edge %s does not let this device in: %s".formatted(edge, reason(failure)),
              failure);
      case INVALID_ARGUMENT, FAILED_PRECONDITION, UNIMPLEMENTED ->
          new EdgeFailure(
              EdgeFailure.Kind.OTHER_BUNDLE,
              "edge %s refuses the request: %s".formatted(edge, reason(failure)),
              failure);
      default ->
          new EdgeFailure(
              EdgeFailure.Kind.AWAY,
              "edge %s failed (%s): %s".formatted(edge, code, reason(failure)),
              failure);
    };
  }

  /** Triton calls a model that it does not have unavailable. */
  private static boolean isUnknownModel(Status status) {
    return status.getCode() == Status.Code.UNAVAILABLE
        && String.valueOf(status.getDescription()).contains("unknown model");
  }

  private static EdgeFailure otherBundle(StatusRuntimeException failure, String edge) {
    return new EdgeFailure(
        EdgeFailure.Kind.OTHER_BUNDLE,
        "edge %s does not serve this scenario: %s; device and edge run different bundles"
            .formatted(edge, reason(failure)),
        failure);
  }

  /** The end of a request whose thread was interrupted; the thread stays marked as interrupted. */
  public static ScissionLiteException interrupted(Throwable cause) {
    return new ScissionLiteException("the request was interrupted", cause);
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
