package org.scissionlite.offload.edge;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;

/**
 * Reads inferences so that the bytes in them, which are the tensors, are not copied once more: they
 * stay in the memory that took the message from the network.
 */
final class ArrivedBytes implements Marshaller<ModelInferRequest> {
  private static final MethodDescriptor<ModelInferRequest, ModelInferResponse> INFER =
      GRPCInferenceServiceGrpc.getModelInferMethod();

  private ArrivedBytes() {}

  /** The service, whose inferences keep the bytes that have arrived. */
  static ServerServiceDefinition keptIn(GRPCInferenceServiceImplBase service) {
    ServerServiceDefinition usual = service.bindService();
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    for (ServerMethodDefinition<?, ?> each : usual.getMethods()) {
      boolean infers =
          each.getMethodDescriptor().getFullMethodName().equals(INFER.getFullMethodName());
      methods.add(infers ? keeping(service) : each);
    }
    ServiceDescriptor descriptor = usual.getServiceDescriptor();
    ServiceDescriptor.Builder same =
        ServiceDescriptor.newBuilder(descriptor.getName())
            .setSchemaDescriptor(descriptor.getSchemaDescriptor());
    methods.forEach(each -> same.addMethod(each.getMethodDescriptor()));
    ServerServiceDefinition.Builder keeping = ServerServiceDefinition.builder(same.build());
    methods.forEach(keeping::addMethod);
    return keeping.build();
  }

  private static ServerMethodDefinition<ModelInferRequest, ModelInferResponse> keeping(
      GRPCInferenceServiceImplBase service) {
    return ServerMethodDefinition.create(
        INFER.toBuilder(new ArrivedBytes(), INFER.getResponseMarshaller()).build(),
        ServerCalls.asyncUnaryCall(service::modelInfer));
  }

  @Override
  public InputStream stream(ModelInferRequest value) {
    return INFER.streamRequest(value);
  }

  @Override
  public ModelInferRequest parse(InputStream stream) {
    try {
      byte[] arrived = bytes(stream);
      CodedInputStream input = UnsafeByteOperations.unsafeWrap(arrived).newCodedInput();
      input.enableAliasing(true);
      ModelInferRequest request = ModelInferRequest.parser().parseFrom(input);
      input.checkLastTagWas(0);
      return request;
    } catch (InvalidProtocolBufferException e) {
      throw Status.INVALID_ARGUMENT
          .withDescription("the message cannot be parsed")
          .withCause(e)
          .asRuntimeException();
    } catch (IOException e) {
      throw Status.INTERNAL
          .withDescription("the message cannot be read")
          .withCause(e)
          .asRuntimeException();
    }
  }

  /** All that has arrived, in one piece; its length is known unless it was compressed. */
  private static byte[] bytes(InputStream stream) throws IOException {
    if (!(stream instanceof KnownLength)) {
      return stream.readAllBytes();
    }
    byte[] bytes = new byte[stream.available()];
    int read = stream.readNBytes(bytes, 0, bytes.length);
    if (read < bytes.length) {
      throw new EOFException("expected %d bytes, got %d".formatted(bytes.length, read));
    }
    return bytes;
  }
}
