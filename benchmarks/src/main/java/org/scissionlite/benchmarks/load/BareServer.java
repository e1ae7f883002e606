package org.scissionlite.benchmarks.load;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Server;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.ModelInferResponse;

/**
 * A gRPC server that takes a request and gives an answer, on the thread that brings it: either the
 * bytes, the least that gRPC can do, or the messages, as every service of the protocol must. Its
 * call has the name of an inference, so that one client speaks to it and to an edge alike.
 */
final class BareServer implements AutoCloseable {
  /** An inference, its messages as bytes. */
  static final MethodDescriptor<byte[], byte[]> METHOD =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(GRPCInferenceServiceGrpc.getModelInferMethod().getFullMethodName())
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  private final EventLoopGroup network;
  private final Server server;

  private BareServer(String threads, ServerServiceDefinition service) throws IOException {
    network = group(threads);
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .bossEventLoopGroup(network)
            .workerEventLoopGroup(network)
            .channelType(
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .directExecutor()
            .addService(service)
            .build()
            .start();
  }

  /** Takes and gives bytes. */
  static BareServer ofBytes(String threads, byte[] answer) throws IOException {
    return new BareServer(
        threads,
        ServerServiceDefinition.builder(GRPCInferenceServiceGrpc.SERVICE_NAME)
            .addMethod(METHOD, answering(answer))
            .build());
  }

  /** Parses the request, and writes the answer, by the code that gRPC generates. */
  static BareServer ofMessages(String threads, byte[] answer) throws IOException {
    return new BareServer(
        threads,
        ServerServiceDefinition.builder(GRPCInferenceServiceGrpc.SERVICE_NAME)
            .addMethod(
                GRPCInferenceServiceGrpc.getModelInferMethod(),
                answering(ModelInferResponse.parseFrom(answer)))
            .build());
  }

  private static <Q, R> ServerCallHandler<Q, R> answering(R answer) {
    return ServerCalls.asyncUnaryCall(
        (request, observer) -> {
          observer.onNext(answer);
          observer.onCompleted();
        });
  }

  /** Threads of their own, of the kind that gRPC takes by itself. */
  static EventLoopGroup group(String name) {
    DefaultThreadFactory threads = new DefaultThreadFactory(name, true);
    return Epoll.isAvailable()
        ? new EpollEventLoopGroup(0, threads)
        : new NioEventLoopGroup(0, threads);
  }

  /** Connections of that kind. */
  static Class<? extends Channel> connections() {
    return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getListenSockets().get(0);
  }

  @Override
  public void close() {
    server.shutdownNow();
    var unused = network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /** In one piece: gRPC knows the length. */
  private static final class Bytes implements Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        byte[] bytes = new byte[stream.available()];
        int unused = stream.readNBytes(bytes, 0, bytes.length);
        return bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
