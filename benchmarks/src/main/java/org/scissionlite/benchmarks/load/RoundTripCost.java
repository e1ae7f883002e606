package org.scissionlite.benchmarks.load;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;

/**
 * What a request costs beside a bare gRPC call that takes and gives as many bytes, one after the
 * other, so that whatever else the machine does meets both. Both servers are asked by the same
 * client, which sends the same bytes and does not look at the answer; each has its own threads.
 *
 * @param bytes of the request
 * @param edge the edge
 * @param bare the bare call
 * @param runMicros what the engine took, as the edge says: median
 */
record RoundTripCost(int bytes, Side edge, Side bare, double runMicros) {
  private static final int WARM_UP = 20_000;

  /**
   * One of the two.
   *
   * @param p50Micros half of the requests were no slower
   * @param p95Micros 95 of 100 were no slower
   * @param server what its threads used for a request
   */
  record Side(double p50Micros, double p95Micros, ServerCost server) {
    static Side of(long[] nanos, ServerCost server) {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return new Side(at(sorted, 0.5), at(sorted, 0.95), server);
    }
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) (share * sorted.length)] / 1e3;
  }

  /** Time on the clock, beside a bare call. */
  double ratio() {
    return edge.p50Micros() / bare.p50Micros();
  }

  /** The same without the run, which is the engine's. */
  double ratioWithoutRun() {
    return (edge.p50Micros() - runMicros) / bare.p50Micros();
  }

  /** Processor time of the server, beside a bare call; with the run. */
  double cpuRatio() {
    return edge.server().cpuMicros() / bare.server().cpuMicros();
  }

  static RoundTripCost measure(InetSocketAddress edge, ModelInferRequest request, int rounds)
      throws IOException {
    byte[] sent = request.toByteArray();
    try (Client asking = new Client(edge, sent);
        BareServer server = new BareServer(asking.call());
        Client bare = new Client(server.address(), sent)) {
      for (int i = 0; i < Math.min(WARM_UP, 4 * rounds); i++) {
        asking.call();
        bare.call();
      }
      long[] edgeNanos = new long[rounds];
      long[] bareNanos = new long[rounds];
      long[] runNanos = new long[rounds];
      ServerCost edgeBefore = ServerCost.ofThreads("edge-");
      ServerCost bareBefore = ServerCost.ofThreads(BareServer.THREADS);
      for (int i = 0; i < rounds; i++) {
        long start = System.nanoTime();
        byte[] answer = asking.call();
        long middle = System.nanoTime();
        int length = bare.call().length;
        bareNanos[i] = System.nanoTime() - middle;
        edgeNanos[i] = middle - start;
        runNanos[i] = runNanos(answer);
        if (Math.abs(length - answer.length) > 16) {
          throw new IllegalStateException("answers of different length");
        }
      }
      ServerCost edgeCost = ServerCost.ofThreads("edge-").since(edgeBefore, rounds);
      ServerCost bareCost = ServerCost.ofThreads(BareServer.THREADS).since(bareBefore, rounds);
      Arrays.sort(runNanos);
      return new RoundTripCost(
          sent.length,
          Side.of(edgeNanos, edgeCost),
          Side.of(bareNanos, bareCost),
          at(runNanos, 0.5));
    }
  }

  private static long runNanos(byte[] answer) throws InvalidProtocolBufferException {
    return ModelInferResponse.parseFrom(answer)
        .getParametersOrThrow(WireNames.EXECUTE_NANOS)
        .getInt64Param();
  }

  /** One connection, with a thread of its own. */
  private static final class Client implements AutoCloseable {
    private final EventLoopGroup network = BareServer.group("client-network");
    private final ManagedChannel channel;
    private final byte[] request;

    Client(InetSocketAddress server, byte[] request) {
      this.request = request;
      channel =
          NettyChannelBuilder.forAddress(server)
              .eventLoopGroup(network)
              .channelType(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
              .usePlaintext()
              .build();
    }

    byte[] call() {
      return ClientCalls.blockingUnaryCall(
          channel, BareServer.METHOD, CallOptions.DEFAULT, request);
    }

    @Override
    public void close() {
      channel.shutdownNow();
      var unused = network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
