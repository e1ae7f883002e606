package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import org.scissionlite.protocol.ServerLiveRequest;
import org.scissionlite.protocol.ServerLiveResponse;

class ArrivingCallsTest {
  private static final int MOST = 3;

  private static final class Live extends GRPCInferenceServiceImplBase {
    @Override
    public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> observer) {
      observer.onNext(ServerLiveResponse.newBuilder().setLive(true).build());
      observer.onCompleted();
    }
  }

  @Test
  void requestsBeyondTheLimit_areRefusedUntilOthersHaveArrivedOrEnded() throws Exception {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    CountDownLatch begun = new CountDownLatch(MOST);
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new Live())
            .intercept(counting(begun))
            .intercept(new ArrivingCalls(MOST, Duration.ofMinutes(5), timer))
            .directExecutor()
            .build()
            .start();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext().build();
    try {
      List<ClientCall<byte[], byte[]>> slow = new ArrayList<>();
      for (int i = 0; i < MOST; i++) {
        slow.add(RawCalls.stream(channel, new CompletableFuture<>()));
      }
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> live(channel))
          .hasMessage(
              "RESOURCE_EXHAUSTED: the edge is overloaded: more than 3 requests are arriving");
      slow.get(0).cancel("the test has seen enough", null);
      for (int i = 0; i < 2 * MOST; i++) {
        assertThat(live(channel)).isTrue();
      }
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
      timer.shutdownNow();
    }
  }

  /** Counts the calls that {@link ArrivingCalls}, which comes first, has let in. */
  private static ServerInterceptor counting(CountDownLatch begun) {
    return new ServerInterceptor() {
      @Override
      public <Q, R> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        begun.countDown();
        return next.startCall(call, headers);
      }
    };
  }

  private static boolean live(ManagedChannel channel) {
    return GRPCInferenceServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .serverLive(ServerLiveRequest.getDefaultInstance())
        .getLive();
  }
}
