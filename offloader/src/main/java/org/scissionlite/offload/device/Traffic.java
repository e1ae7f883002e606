package org.scissionlite.offload.device;

import org.scissionlite.offload.device.remote.EdgeAnswer;
import org.scissionlite.offload.device.remote.WireRequest;

/**
 * What one request sent and received.
 *
 * @param id the request's, by which the logs of device and edge name it; empty where none was sent
 * @param payloadBytes of the tensors that were sent, after the codec; of an edge without the codec,
 *     the message that gRPC compressed
 * @param sentBytes of the whole request message, gRPC's 5 bytes before it included; the headers of
 *     HTTP/2, TCP and IP are not counted
 * @param receivedBytes of the whole response message, likewise
 */
public record Traffic(String id, long payloadBytes, long sentBytes, long receivedBytes) {
  /** Nothing crossed the network. */
  public static final Traffic NONE = new Traffic("", 0, 0, 0);

  private static final int GRPC_PREFIX_BYTES = 5;

  static Traffic of(WireRequest request, EdgeAnswer answer) {
    return new Traffic(
        request.message().getId(),
        answer.payloadBytes(),
        GRPC_PREFIX_BYTES + answer.sentBytes(),
        GRPC_PREFIX_BYTES + answer.receivedBytes());
  }
}
