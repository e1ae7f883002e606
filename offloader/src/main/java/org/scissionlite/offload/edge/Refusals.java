package org.scissionlite.offload.edge;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Answers that say no: a gRPC status and one line. */
final class Refusals {
  /** A status travels in a header of limited size, and names in it come from the other side. */
  private static final int MOST_CHARACTERS = 1000;

  private Refusals() {}

  static StatusRuntimeException of(Status.Code code, String message) {
    String line = message.replaceAll("\\s+", " ");
    String shown =
        line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
    return code.toStatus().withDescription(shown).asRuntimeException();
  }

  static StatusRuntimeException invalid(String message) {
    return of(Status.Code.INVALID_ARGUMENT, message);
  }
}
