package org.scissionlite.offload.edge.registry;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.lang.System.Logger;
import java.util.concurrent.RejectedExecutionException;
import org.scissionlite.error.ScissionLiteException;

/** Answers that say no: a gRPC status and one line. */
public final class StatusErrors {
  /** A status travels in a header of limited size, and names in it come from the other side. */
  private static final int MOST_CHARACTERS = 1000;

  private static final Logger LOG = System.getLogger(StatusErrors.class.getName());

  private StatusErrors() {}

  /** A status with one line that is short enough to travel. */
  public static StatusRuntimeException of(Status.Code code, String message) {
    String line = message.replaceAll("\\s+", " ");
    String shown =
        line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
    return code.toStatus().withDescription(shown).asRuntimeException();
  }

  /** INVALID_ARGUMENT. */
  public static StatusRuntimeException invalid(String message) {
    return of(Status.Code.INVALID_ARGUMENT, message);
  }

  /**
   * The answer to a call that failed; what is not the caller's fault is logged in one line.
   *
   * @param what the call was about, for the message
   */
  public static StatusRuntimeException because(String what, Throwable failure) {
    if (failure instanceof StatusRuntimeException refusal) {
      return refusal;
    }
    if (failure instanceof RejectedExecutionException) {
      return of(Status.Code.RESOURCE_EXHAUSTED, "the edge is overloaded: its queue is full");
    }
    StatusRuntimeException answer = unexpected(what, failure);
    LOG.log(Logger.Level.ERROR, answer.getStatus().getDescription());
    LOG.log(Logger.Level.DEBUG, "where that happened", failure);
    return answer;
  }

  private static StatusRuntimeException unexpected(String what, Throwable failure) {
    if (failure instanceof ScissionLiteException) {
      return of(Status.Code.INTERNAL, failure.getMessage());
    }
    return failure instanceof OutOfMemoryError
        ? of(Status.Code.RESOURCE_EXHAUSTED, "the edge has not enough memory for " + what)
        : of(Status.Code.INTERNAL, "unexpected failure in %s: %s".formatted(what, failure));
  }
}
