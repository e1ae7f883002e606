package org.scissionlite.offload.probe;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.connection.EdgeErrors;
import org.scissionlite.offload.connection.EdgeSocket;
import org.scissionlite.offload.security.EdgeAccess;
import org.scissionlite.offload.wire.MeasurementMessages;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.MeasurementGrpc;
import org.scissionlite.protocol.MeasurementOrder;
import org.scissionlite.protocol.MeasurementReply;
import org.scissionlite.protocol.MeasurementRequest;
import org.scissionlite.protocol.ServerMetadataRequest;
import org.scissionlite.protocol.ServerMetadataResponse;

/** Has a running edge measure a model, over one connection. Used by one thread. */
public final class EdgeMeasurement implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** An edge that measures says every two seconds that it is there. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private static final String OURS = "scissionlite";

  private final String edge;
  private final Duration silence;
  private final ManagedChannel channel;

  private EdgeMeasurement(String edge, Duration silence, ManagedChannel channel) {
    this.edge = edge;
    this.silence = silence;
    this.channel = channel;
  }

  /**
   * Connects, and asks whether the server measures models.
   *
   * @throws ScissionLiteException if none answers, or it does not measure; says what to do
   */
  public static EdgeMeasurement open(InetSocketAddress address) {
    return open(address, EdgeAccess.plain());
  }

  /** The same, entering the edge in some way. */
  public static EdgeMeasurement open(InetSocketAddress address, EdgeAccess access) {
    return open(address, access, SILENCE);
  }

  /** The same with another patience for an edge that says nothing. */
  static EdgeMeasurement open(InetSocketAddress address, EdgeAccess access, Duration silence) {
    ManagedChannel channel =
        EdgeSocket.builder(address, CongestionControl.SYSTEM, access)
            .keepAliveTime(silence.toMillis(), TimeUnit.MILLISECONDS)
            .build();
    String name = address.getHostString() + ":" + address.getPort();
    EdgeMeasurement measurement = new EdgeMeasurement(name, silence, channel);
    try {
      measurement.requireOffer();
      return measurement;
    } catch (ScissionLiteException e) {
      measurement.close();
      throw e;
    }
  }

  private void requireOffer() {
    ServerMetadataResponse server;
    try {
      server =
          GRPCInferenceServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
              .serverMetadata(ServerMetadataRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      throw new ScissionLiteException(
          "the edge cannot measure: " + EdgeErrors.of(e, edge, PATIENCE.toMillis()).getMessage(),
          e);
    }
    if (!server.getName().equals(OURS)) {
      throw new ScissionLiteException(
          "edge %s is a server of another kind ('%s'), which measures no models; run 'scissionlite benchmark --tier edge' on that machine"
              .formatted(edge, shown(server.getName())));
    }
    if (!server.getExtensionsList().contains(MeasurementMessages.EXTENSION)) {
      throw new ScissionLiteException(
          "edge %s measures no models; start it with --measure".formatted(edge));
    }
  }

  private static String shown(String name) {
    String line = name.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= 60 ? line : line.substring(0, 60) + "...";
  }

  /**
   * Measures a model there.
   *
   * @param order how; the size of the model is filled in
   * @param model the ONNX file's bytes
   * @param progress takes lines for the user
   * @return the text of the profile file; nobody has looked at it
   * @throws ScissionLiteException if the edge cannot measure it, or the link dies
   */
  public String measure(MeasurementOrder order, ByteBuffer model, Consumer<String> progress) {
    MeasurementOrder sized = order.toBuilder().setModelBytes(model.remaining()).build();
    Conversation conversation = new Conversation(sized, model, progress);
    try {
      var unused =
          MeasurementGrpc.newStub(channel)
              .withMaxInboundMessageSize(MeasurementMessages.PROFILE_BYTES)
              .measure(conversation);
      return conversation.await();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScissionLiteException("the measurement was interrupted", e);
    }
  }

  private ScissionLiteException failure(Throwable cause) {
    if (cause instanceof StatusRuntimeException refused) {
      String reason = shownReason(refused.getStatus());
      return switch (refused.getStatus().getCode()) {
        case UNAVAILABLE, CANCELLED -> EdgeErrors.of(refused, edge, silence.toMillis());
        default ->
            new ScissionLiteException(
                "edge %s did not measure the model: %s".formatted(edge, reason), refused);
      };
    }
    return cause instanceof ScissionLiteException known
        ? known
        : new ScissionLiteException("edge %s: %s".formatted(edge, cause), cause);
  }

  private static String shownReason(Status status) {
    return String.valueOf(status.getDescription()).replaceAll("\\s+", " ");
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  /** Sends the pieces as fast as the connection takes them, and hears what comes back. */
  private final class Conversation
      implements ClientResponseObserver<MeasurementRequest, MeasurementReply> {
    private final MeasurementOrder order;
    private final ByteBuffer model;
    private final Consumer<String> progress;
    private final CompletableFuture<String> profile = new CompletableFuture<>();
    private ClientCallStreamObserver<MeasurementRequest> requests;
    private volatile long heardNanos = System.nanoTime();
    private volatile String found;
    private boolean ordered;
    private boolean sent;

    Conversation(MeasurementOrder order, ByteBuffer model, Consumer<String> progress) {
      this.order = order;
      this.model = model.duplicate();
      this.progress = progress;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<MeasurementRequest> stream) {
      requests = stream;
      stream.setOnReadyHandler(this::send);
    }

    private void send() {
      while (requests.isReady() && !sent) {
        if (!ordered) {
          ordered = true;
          requests.onNext(MeasurementRequest.newBuilder().setOrder(order).build());
        } else if (model.hasRemaining()) {
          requests.onNext(MeasurementRequest.newBuilder().setModel(piece()).build());
        } else {
          sent = true;
          requests.onCompleted();
        }
      }
    }

    private com.google.protobuf.ByteString piece() {
      int bytes = Math.min(model.remaining(), MeasurementMessages.PIECE_BYTES);
      ByteBuffer piece = model.slice(model.position(), bytes);
      model.position(model.position() + bytes);
      return UnsafeByteOperations.unsafeWrap(piece);
    }

    @Override
    public void onNext(MeasurementReply reply) {
      heardNanos = System.nanoTime();
      if (reply.hasProfile()) {
        found = reply.getProfile();
      } else if (!reply.getProgress().isEmpty()) {
        progress.accept(shown(reply.getProgress()));
      }
    }

    @Override
    public void onError(Throwable failure) {
      profile.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      if (found == null) {
        profile.completeExceptionally(
            new ScissionLiteException("edge %s ended without a profile".formatted(edge)));
      } else {
        profile.complete(found);
      }
    }

    String await() throws InterruptedException, ExecutionException {
      while (true) {
        try {
          return profile.get(silence.toMillis() / 4 + 1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (System.nanoTime() - heardNanos > silence.toNanos()) {
            requests.cancel("silence", null);
            throw new ScissionLiteException(
                "edge %s has said nothing for %d s; the link is dead or the edge is stuck"
                    .formatted(edge, silence.toSeconds()),
                e);
          }
        }
      }
    }
  }
}
