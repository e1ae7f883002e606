package org.scissionlite.offload.device;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.connection.ConnectionChoice;
import org.scissionlite.offload.connection.EdgeErrors;
import org.scissionlite.offload.connection.EdgeFailure;
import org.scissionlite.offload.connection.EdgeSocket;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelMetadataRequest;

/**
 * The persistent connection of a device to its edge; after a failure the next call makes a new one.
 * Where another congestion control suits the requests better, a second connection is made beside
 * the first, and takes its place once it stands. Used by one thread at a time.
 */
final class EdgeClient implements AutoCloseable {
  private static final long NEVER_IDLE_DAYS = 365;
  private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(5);
  private static final Set<Status.Code> CONNECTION_LOST =
      EnumSet.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED);

  private final DeviceOptions options;
  private final EdgeContract contract;
  private final ConnectionChoice choice;
  private Connection current;
  private Optional<Connection> next = Optional.empty();

  /** Does not connect yet. */
  EdgeClient(DeviceOptions options, EdgeContract contract) {
    this.options = options;
    this.contract = contract;
    this.choice = new ConnectionChoice(options.congestionControl(), System::nanoTime);
    this.current = connection();
  }

  private record Connection(CongestionControl control, ManagedChannel channel) {}

  private Connection connection() {
    NettyChannelBuilder builder = EdgeSocket.builder(options.edge(), choice.chosen());
    return new Connection(choice.chosen(), keptAlive(builder, options).build());
  }

  private static NettyChannelBuilder keptAlive(NettyChannelBuilder builder, DeviceOptions options) {
    return builder
        .idleTimeout(NEVER_IDLE_DAYS, TimeUnit.DAYS)
        .keepAliveTime(options.keepAlive().toMillis(), TimeUnit.MILLISECONDS)
        .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .keepAliveWithoutCalls(true);
  }

  /**
   * Asks the edge what it serves.
   *
   * @throws EdgeFailure if it gives no answer, or serves something else
   * @throws org.scissionlite.error.ScissionLiteException if the thread is interrupted
   */
  EdgeModel describe(Duration deadline) {
    ModelMetadataRequest request =
        ModelMetadataRequest.newBuilder().setName(contract.model()).build();
    return contract.check(call(deadline, stub -> stub.modelMetadata(request)), options.edgeName());
  }

  /**
   * Runs the edge slice.
   *
   * @throws EdgeFailure if the edge gives no answer, or refuses the request
   * @throws org.scissionlite.error.ScissionLiteException if the thread is interrupted
   */
  ModelInferResponse infer(ModelInferRequest request, EdgeModel model, Duration deadline) {
    choice.sending(RequestWriter.payloadBytes(request));
    takeBetterConnection();
    try {
      return call(
          deadline,
          stub -> stub.withMaxInboundMessageSize(model.maxResponseBytes()).modelInfer(request));
    } finally {
      choice.answered();
    }
  }

  private void takeBetterConnection() {
    if (next.isPresent() && !next.get().control().equals(choice.chosen())) {
      next.get().channel().shutdownNow();
      next = Optional.empty();
    }
    if (next.isPresent() && next.get().channel().getState(true) == ConnectivityState.READY) {
      current.channel().shutdown();
      current = next.get();
      next = Optional.empty();
    }
    if (next.isEmpty() && !current.control().equals(choice.chosen())) {
      Connection better = connection();
      better.channel().getState(true);
      next = Optional.of(better);
    }
  }

  private <T> T call(Duration deadline, Function<GRPCInferenceServiceBlockingStub, T> call) {
    long nanos = deadline.toNanos();
    try {
      return call.apply(
          GRPCInferenceServiceGrpc.newBlockingStub(current.channel())
              .withDeadlineAfter(nanos, TimeUnit.NANOSECONDS));
    } catch (StatusRuntimeException e) {
      if (CONNECTION_LOST.contains(e.getStatus().getCode())) {
        reconnect();
      }
      throw EdgeErrors.of(e, options.edgeName(), TimeUnit.NANOSECONDS.toMillis(nanos));
    }
  }

  /**
   * gRPC's own reconnection waits up to two minutes before it tries again; a new channel does not.
   */
  private void reconnect() {
    close();
    next = Optional.empty();
    current = connection();
  }

  @Override
  public void close() {
    current.channel().shutdownNow();
    next.ifPresent(connection -> connection.channel().shutdownNow());
  }
}
