package org.scissionlite.offload.device;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelMetadataRequest;

/** The one persistent connection of a device to its edge. */
final class EdgeClient implements AutoCloseable {
  private static final long NEVER_IDLE_DAYS = 365;

  private final String edge;
  private final Contract contract;
  private final ManagedChannel channel;
  private final GRPCInferenceServiceBlockingStub calls;

  /** Does not connect yet. */
  EdgeClient(DeviceOptions options, Contract contract) {
    this.edge = options.edgeName();
    this.contract = contract;
    this.channel =
        NettyChannelBuilder.forAddress(options.edge().getHostString(), options.edge().getPort())
            .usePlaintext()
            .idleTimeout(NEVER_IDLE_DAYS, TimeUnit.DAYS)
            .keepAliveTime(20, TimeUnit.SECONDS)
            .keepAliveTimeout(5, TimeUnit.SECONDS)
            .withOption(ChannelOption.TCP_NODELAY, true)
            .withOption(ChannelOption.SO_KEEPALIVE, true)
            .build();
    this.calls = GRPCInferenceServiceGrpc.newBlockingStub(channel);
  }

  /**
   * Asks the edge what it serves.
   *
   * @throws EdgeFailure if it gives no answer
   * @throws org.scissionlite.error.ScissionLiteException if it is not what the device needs
   */
  EdgeModel describe(Duration deadline) {
    ModelMetadataRequest request =
        ModelMetadataRequest.newBuilder().setName(contract.model()).build();
    return contract.check(call(deadline, stub -> stub.modelMetadata(request)), edge);
  }

  /**
   * Runs the edge slice.
   *
   * @throws EdgeFailure if the edge gives no answer
   * @throws org.scissionlite.error.ScissionLiteException if it refuses the request
   */
  ModelInferResponse infer(ModelInferRequest request, EdgeModel model, Duration deadline) {
    return call(
        deadline,
        stub -> stub.withMaxInboundMessageSize(model.maxResponseBytes()).modelInfer(request));
  }

  private <T> T call(Duration deadline, Function<GRPCInferenceServiceBlockingStub, T> call) {
    long nanos = Math.max(1, deadline.toNanos());
    try {
      return call.apply(calls.withDeadlineAfter(nanos, TimeUnit.NANOSECONDS));
    } catch (StatusRuntimeException e) {
      var failure = EdgeErrors.of(e, edge, TimeUnit.NANOSECONDS.toMillis(nanos));
      if (failure instanceof EdgeFailure) {
        channel.enterIdle(); // the next request connects anew instead of waiting for a back-off
      }
      throw failure;
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
