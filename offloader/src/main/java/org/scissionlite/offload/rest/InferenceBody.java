package org.scissionlite.offload.rest;

import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import org.scissionlite.offload.edge.registry.StatusErrors;
import org.scissionlite.offload.http.HttpCall;

/**
 * The body of a request for an inference: JSON, and by Triton's extension the bytes of tensors
 * behind it.
 *
 * @param bytes all of it; not copied, as it may be large
 * @param jsonBytes how many of them are JSON
 */
@SuppressWarnings("ArrayRecordComponent")
record InferenceBody(byte[] bytes, int jsonBytes) {
  /** Says how many bytes of the body are JSON. */
  static final String HEADER_LENGTH = "inference-header-content-length";

  /**
   * The body of a call.
   *
   * @throws StatusRuntimeException INVALID_ARGUMENT for a length that is none
   */
  static InferenceBody of(HttpCall call) {
    byte[] bytes = call.body();
    String length = call.header(HEADER_LENGTH).strip();
    if (length.isEmpty()) {
      return new InferenceBody(bytes, bytes.length);
    }
    int json = length.matches("\\d{1,9}") ? Integer.parseInt(length) : -1;
    if (json < 1 || json > bytes.length) {
      throw StatusErrors.invalid(
          "Inference-Header-Content-Length: expected 1 to the %d bytes of the body, got '%s'"
              .formatted(bytes.length, length));
    }
    return new InferenceBody(bytes, json);
  }

  int binaryBytes() {
    return bytes.length - jsonBytes;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, jsonBytes, StandardCharsets.UTF_8);
  }
}
