package org.scissionlite.offload.rest;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.scissionlite.offload.http.HttpAnswer;

/** The statuses of gRPC as those of HTTP. */
final class Statuses {
  private Statuses() {}

  static HttpAnswer answer(StatusRuntimeException refusal) {
    Status status = refusal.getStatus();
    int code =
        switch (status.getCode()) {
          case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
          case UNAUTHENTICATED -> 401;
          case PERMISSION_DENIED -> 403;
          case NOT_FOUND -> 404;
          case CANCELLED -> 499;
          case UNIMPLEMENTED -> 501;
          case RESOURCE_EXHAUSTED, UNAVAILABLE -> 503;
          case DEADLINE_EXCEEDED -> 504;
          default -> 500;
        };
    HttpAnswer answer = HttpAnswer.error(code, String.valueOf(status.getDescription()));
    return code == 503 ? answer.with("retry-after", "1") : answer;
  }
}
