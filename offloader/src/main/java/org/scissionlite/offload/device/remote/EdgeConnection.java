package org.scissionlite.offload.device.remote;

import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.connection.EdgeSocket;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelMetadataRequest;
import org.scissionlite.protocol.ModelMetadataResponse;
import org.scissionlite.protocol.ServerMetadataRequest;
import org.scissionlite.protocol.ServerMetadataResponse;

/**
 * One connection to an edge. Thread-safe.
 *
 * @param control how TCP sends on it
 */
record EdgeConnection(CongestionControl control, ManagedChannel channel) {
  private static final long NEVER_IDLE_DAYS = 365;
  private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(5);

  /** Connects with the first call. */
  static EdgeConnection open(
      InetSocketAddress edge, CongestionControl control, ConnectionSettings settings) {
    return new EdgeConnection(
        control,
        EdgeSocket.builder(edge, control, settings.access())
            .idleTimeout(NEVER_IDLE_DAYS, TimeUnit.DAYS)
            .keepAliveTime(settings.keepAlive().toMillis(), TimeUnit.MILLISECONDS)
            .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
            .keepAliveWithoutCalls(true)
            .build());
  }

  /** Whether it stands; one that does not begins to connect. */
  boolean stands() {
    return channel.getState(true) == ConnectivityState.READY;
  }

  /**
   * Asks what the edge serves.
   *
   * @param version empty for the one that the edge prefers
   */
  CompletableFuture<ModelMetadataResponse> describe(
      String model, String version, Duration deadline) {
    return UnaryCall.send(
        channel,
        GRPCInferenceServiceGrpc.getModelMetadataMethod(),
        within(deadline),
        ModelMetadataRequest.newBuilder().setName(model).setVersion(version).build());
  }

  /** Asks what the server calls itself. */
  CompletableFuture<ServerMetadataResponse> server(Duration deadline) {
    return UnaryCall.send(
        channel,
        GRPCInferenceServiceGrpc.getServerMetadataMethod(),
        within(deadline),
        ServerMetadataRequest.getDefaultInstance());
  }

  /**
   * Asks for an answer.
   *
   * @param sent is told how many bytes the message takes on the wire
   */
  CompletableFuture<ModelInferResponse> infer(
      EdgeRequest request, int maxResponseBytes, Duration deadline, SentBytes sent) {
    CallOptions options =
        within(deadline).withMaxInboundMessageSize(maxResponseBytes).withStreamTracerFactory(sent);
    return UnaryCall.send(
        channel,
        GRPCInferenceServiceGrpc.getModelInferMethod(),
        request.compressed() ? options.withCompression("gzip") : options,
        request.message());
  }

  private static CallOptions within(Duration deadline) {
    return CallOptions.DEFAULT.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends it when what is under way on it has ended. */
  void retire() {
    channel.shutdown();
  }

  /** Ends it at once. */
  void abort() {
    channel.shutdownNow();
  }
}
