package org.scissionlite.benchmarks.load;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.stub.ClientCalls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.connection.EdgeSocket;
import org.scissionlite.offload.security.EdgeAccess;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;

/**
 * What a request costs beside bare gRPC calls that take and give as much, one after the other, so
 * that whatever else the machine does meets all. The servers are asked by the same client, which
 * sends the same bytes and does not look at the answer; each has its own threads.
 *
 * @param bytes of the request
 * @param edge the edge
 * @param bytesOnly a bare call that does not look at the bytes
 * @param messages a bare call that parses the request and writes the answer
 * @param runMicros what the engine took, as the edge says: median
 */
record RoundTripCost(int bytes, Side edge, Side bytesOnly, Side messages, double runMicros) {
  private static final Duration WARM_UP = Duration.ofSeconds(30);

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
  double ratio(Side bare) {
    return edge.p50Micros() / bare.p50Micros();
  }

  /** The same without the run, which is the engine's. */
  double ratioWithoutRun(Side bare) {
    return (edge.p50Micros() - runMicros) / bare.p50Micros();
  }

  /** Processor time of the server, beside a bare call; with the run. */
  double cpuRatio(Side bare) {
    return edge.server().cpuMicros() / bare.server().cpuMicros();
  }

  static RoundTripCost measure(InetSocketAddress edge, ModelInferRequest request, int rounds)
      throws Exception {
    byte[] sent = request.toByteArray();
    try (Asked ofEdge = new Asked(edge, "edge-", sent, rounds);
        BareServer bytes = BareServer.ofBytes("bare-bytes", ofEdge.client.call());
        BareServer messages = BareServer.ofMessages("bare-messages", ofEdge.client.call());
        Asked ofBytes = new Asked(bytes.address(), "bare-bytes", sent, rounds);
        Asked ofMessages = new Asked(messages.address(), "bare-messages", sent, rounds)) {
      List<Asked> all = List.of(ofEdge, ofBytes, ofMessages);
      boolean unused =
          JavaCompiler.tire(
              WARM_UP,
              () -> {
                for (int i = 0; i < rounds; i++) {
                  for (Asked each : all) {
                    byte[] unusedAnswer = each.client.call();
                  }
                }
              });
      all.forEach(Asked::begin);
      long[] runNanos = new long[rounds];
      for (int i = 0; i < rounds; i++) {
        runNanos[i] = runNanos(ofEdge.ask(i));
        byte[] unusedBytes = ofBytes.ask(i);
        byte[] unusedMessage = ofMessages.ask(i);
      }
      List<Side> sides = all.stream().map(Asked::side).toList();
      Arrays.sort(runNanos);
      return new RoundTripCost(
          sent.length, sides.get(0), sides.get(1), sides.get(2), at(runNanos, 0.5));
    }
  }

  private static long runNanos(byte[] answer) throws InvalidProtocolBufferException {
    return ModelInferResponse.parseFrom(answer)
        .getParametersOrThrow(WireNames.EXECUTE_NANOS)
        .getInt64Param();
  }

  /** One of the servers, and what it was seen to take. */
  private static final class Asked implements AutoCloseable {
    private final Client client;
    private final String threads;
    private final long[] nanos;
    private ServerCost before = new ServerCost(0, 0);

    Asked(InetSocketAddress server, String threads, byte[] request, int rounds) {
      this.client = new Client(server, request);
      this.threads = threads;
      this.nanos = new long[rounds];
    }

    void begin() {
      before = ServerCost.ofThreads(threads);
    }

    byte[] ask(int round) {
      long start = System.nanoTime();
      byte[] answer = client.call();
      nanos[round] = System.nanoTime() - start;
      if (answer.length == 0) {
        throw new IllegalStateException("an empty answer");
      }
      return answer;
    }

    Side side() {
      return Side.of(nanos, ServerCost.ofThreads(threads).since(before, nanos.length));
    }

    @Override
    public void close() {
      client.close();
    }
  }

  /** One connection, with a thread of its own. */
  private static final class Client implements AutoCloseable {
    private final EventLoopGroup network = BareServer.group("client-network");
    private final ManagedChannel channel;
    private final byte[] request;

    Client(InetSocketAddress server, byte[] request) {
      this.request = request;
      channel =
          EdgeSocket.builder(server, CongestionControl.SYSTEM, EdgeAccess.plain())
              .eventLoopGroup(network)
              .channelType(BareServer.connections())
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
