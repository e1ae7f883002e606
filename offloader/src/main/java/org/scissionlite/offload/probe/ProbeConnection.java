package org.scissionlite.offload.probe;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.link.Message;
import org.scissionlite.link.Sample;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.connection.EdgeErrors;
import org.scissionlite.offload.connection.EdgeSocket;
import org.scissionlite.offload.wire.ProbeMessages;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ServerMetadataRequest;

/** A connection over which a link is probed, made as a device makes its own. Used by one thread. */
public final class ProbeConnection implements AutoCloseable {
  /** What servers without our extension answer to a model that they do not have. */
  private static final Set<Status.Code> NO_SUCH_MODEL =
      EnumSet.of(Status.Code.NOT_FOUND, Status.Code.INVALID_ARGUMENT, Status.Code.UNKNOWN);

  private static final int ENVELOPE_BYTES = 64 * 1024;

  private final ProbeOptions options;
  private final ManagedChannel channel;
  private final boolean answersProbes;
  private long lastNanos;

  private ProbeConnection(ProbeOptions options, ManagedChannel channel) {
    this.options = options;
    this.channel = channel;
    this.answersProbes = asksForProbes();
    this.lastNanos = System.nanoTime();
  }

  /**
   * Connects, and asks the server what it is.
   *
   * @throws ScissionLiteException if no server of the Open Inference Protocol answers
   */
  public static ProbeConnection open(ProbeOptions options) {
    ManagedChannel channel =
        EdgeSocket.builder(options.edge(), CongestionControl.SYSTEM, options.access()).build();
    try {
      return new ProbeConnection(options, channel);
    } catch (ScissionLiteException e) {
      channel.shutdownNow();
      throw e;
    }
  }

  private boolean asksForProbes() {
    try {
      return stub()
          .serverMetadata(ServerMetadataRequest.getDefaultInstance())
          .getExtensionsList()
          .contains(ProbeMessages.EXTENSION);
    } catch (StatusRuntimeException e) {
      throw failure(e);
    }
  }

  /** Whether answers have the size that is asked for; else they are short. */
  public boolean answersProbes() {
    return answersProbes;
  }

  /**
   * Sends a message and waits for its answer.
   *
   * @return its time, and the silence before it
   * @throws ScissionLiteException if the edge gives no answer
   */
  public Sample send(Message message) {
    ModelInferRequest request =
        ProbeMessages.request((int) message.bytes(), (int) message.replyBytes());
    GRPCInferenceServiceBlockingStub stub =
        stub().withMaxInboundMessageSize(ProbeMessages.MOST_BYTES + ENVELOPE_BYTES);
    long start = System.nanoTime();
    double silence = (start - lastNanos) / 1e6;
    call(stub, request);
    lastNanos = System.nanoTime();
    return new Sample(message, silence, (lastNanos - start) / 1e6);
  }

  private void call(GRPCInferenceServiceBlockingStub stub, ModelInferRequest request) {
    try {
      var unused = stub.modelInfer(request);
    } catch (StatusRuntimeException e) {
      if (answersProbes || !NO_SUCH_MODEL.contains(e.getStatus().getCode())) {
        throw failure(e);
      }
    }
  }

  private GRPCInferenceServiceBlockingStub stub() {
    return GRPCInferenceServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(options.patience().toNanos(), TimeUnit.NANOSECONDS);
  }

  private ScissionLiteException failure(StatusRuntimeException e) {
    String reason =
        EdgeErrors.of(e, options.edgeName(), options.patience().toMillis()).getMessage();
    return new ScissionLiteException(
        "the link cannot be probed: %s; expected a server of the Open Inference Protocol over gRPC"
            .formatted(reason),
        e);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
