package org.scissionlite.offload.edge;

import io.grpc.BindableService;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;

/** Answers messages that cannot be parsed with INVALID_ARGUMENT; gRPC itself would log them. */
final class MalformedMessages implements ServerInterceptor {
  /** As they came, and as they go: gRPC's own way of doing so copies them into a buffer. */
  private static final Marshaller<InputStream> UNTOUCHED =
      new Marshaller<>() {
        @Override
        public InputStream stream(InputStream value) {
          return value;
        }

        @Override
        public InputStream parse(InputStream stream) {
          return stream;
        }
      };

  private MalformedMessages() {}

  /** A service whose messages are parsed where a failure can be answered. */
  static ServerServiceDefinition answeredIn(BindableService service) {
    return ServerInterceptors.intercept(
        ServerInterceptors.useMarshalledMessages(service.bindService(), UNTOUCHED),
        new MalformedMessages());
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new Listener<>(call, next.startCall(call, headers));
  }

  private static final class Listener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;
    private boolean refused;

    Listener(ServerCall<Q, ?> call, ServerCall.Listener<Q> next) {
      super(next);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      if (refused) {
        return;
      }
      try {
        super.onMessage(message);
      } catch (StatusRuntimeException e) {
        refused = true;
        call.close(status(e), new Metadata());
      }
    }

    /** One that is too large may show that only as it is unpacked. */
    private static Status status(StatusRuntimeException failure) {
      return failure.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED
          ? failure.getStatus()
          : Status.INVALID_ARGUMENT.withDescription(
              "the message cannot be parsed: it is truncated or no message of this call");
    }

    @Override
    public void onHalfClose() {
      if (!refused) {
        super.onHalfClose();
      }
    }
  }
}
