package org.scissionlite.benchmarks.load;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.scissionlite.protocol.ModelInferRequest;

/**
 * What a request costs beside a bare gRPC call that takes and gives as many bytes, one after the
 * other, so that whatever else the machine does meets both.
 *
 * @param bytes of the request
 * @param edgeMicros median of the edge
 * @param echoMicros median of the bare call
 */
record RoundTripCost(int bytes, double edgeMicros, double echoMicros) {
  private static final int WARM_UP = 3_000;

  double ratio() {
    return edgeMicros / echoMicros;
  }

  static RoundTripCost measure(InetSocketAddress edge, ModelInferRequest request, int rounds)
      throws IOException {
    ManagedChannel channel = NettyChannelBuilder.forAddress(edge).usePlaintext().build();
    GRPCInferenceServiceBlockingStub stub = GRPCInferenceServiceGrpc.newBlockingStub(channel);
    byte[] answer = new byte[stub.modelInfer(request).getSerializedSize()];
    byte[] sent = request.toByteArray();
    Server server = echo(answer);
    ManagedChannel bare =
        NettyChannelBuilder.forAddress((InetSocketAddress) server.getListenSockets().get(0))
            .usePlaintext()
            .build();
    try {
      List<Long> edgeNanos = new ArrayList<>();
      List<Long> echoNanos = new ArrayList<>();
      for (int i = 0; i < WARM_UP + rounds; i++) {
        long start = System.nanoTime();
        int outputs = stub.modelInfer(request).getOutputsCount();
        long middle = System.nanoTime();
        int length = ClientCalls.blockingUnaryCall(bare, METHOD, CallOptions.DEFAULT, sent).length;
        long end = System.nanoTime();
        if (outputs == 0 || length != answer.length) {
          throw new IllegalStateException("an empty answer");
        }
        if (i >= WARM_UP) {
          edgeNanos.add(middle - start);
          echoNanos.add(end - middle);
        }
      }
      return new RoundTripCost(sent.length, median(edgeNanos), median(echoNanos));
    } finally {
      channel.shutdownNow();
      bare.shutdownNow();
      server.shutdownNow();
    }
  }

  private static double median(List<Long> nanos) {
    return nanos.stream().sorted().toList().get(nanos.size() / 2) / 1e3;
  }

  private static final MethodDescriptor<byte[], byte[]> METHOD =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("bare/call")
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  private static Server echo(byte[] answer) throws IOException {
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .directExecutor()
        .addService(
            ServerServiceDefinition.builder("bare")
                .addMethod(
                    METHOD,
                    ServerCalls.asyncUnaryCall(
                        (request, observer) -> {
                          observer.onNext(answer);
                          observer.onCompleted();
                        }))
                .build())
        .build()
        .start();
  }

  private static final class Bytes implements Marshaller<byte[]> {
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
