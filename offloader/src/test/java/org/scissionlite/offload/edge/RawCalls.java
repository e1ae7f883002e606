package org.scissionlite.offload.edge;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;

/** Calls whose messages are any bytes. */
final class RawCalls {
  private RawCalls() {}

  static byte[] modelInfer(Channel channel, byte[] message) {
    MethodDescriptor<byte[], byte[]> method =
        GRPCInferenceServiceGrpc.getModelInferMethod().toBuilder(new Bytes(), new Bytes()).build();
    return ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, message);
  }

  /**
   * Begins an inference whose messages, none or several, the test sends itself.
   *
   * @param end takes the answer's status
   */
  static ClientCall<byte[], byte[]> stream(Channel channel, CompletableFuture<Status> end) {
    MethodDescriptor<byte[], byte[]> method =
        GRPCInferenceServiceGrpc.getModelInferMethod().toBuilder(new Bytes(), new Bytes())
            .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
            .build();
    ClientCall<byte[], byte[]> call = channel.newCall(method, CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(status);
          }
        },
        new Metadata());
    call.request(1);
    return call;
  }

  private record Bytes() implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
