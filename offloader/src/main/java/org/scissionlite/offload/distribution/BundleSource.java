package org.scissionlite.offload.distribution;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.ManifestFile;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.connection.EdgeErrors;
import org.scissionlite.offload.connection.EdgeSocket;
import org.scissionlite.offload.security.EdgeAccess;
import org.scissionlite.offload.wire.DistributionMessages;
import org.scissionlite.protocol.AnnouncementRequest;
import org.scissionlite.protocol.DistributionGrpc;
import org.scissionlite.protocol.FileRequest;

/** One bundle of an edge that hands bundles out, over a connection of its own. */
public final class BundleSource implements AutoCloseable {
  private final String edge;
  private final BundleName name;
  private final Duration patience;
  private final ManagedChannel channel;

  private BundleSource(String edge, BundleName name, Duration patience, ManagedChannel channel) {
    this.edge = edge;
    this.name = name;
    this.patience = patience;
    this.channel = channel;
  }

  /**
   * Does not connect yet.
   *
   * @param patience how long the edge may say nothing
   */
  public static BundleSource of(InetSocketAddress edge, BundleName name, Duration patience) {
    return of(edge, EdgeAccess.plain(), name, patience);
  }

  /** The same, entering the edge in some way. */
  public static BundleSource of(
      InetSocketAddress edge, EdgeAccess access, BundleName name, Duration patience) {
    ManagedChannel channel =
        EdgeSocket.builder(edge, CongestionControl.SYSTEM, access)
            .maxInboundMessageSize(DistributionMessages.MANIFEST_BYTES + (1 << 16))
            .build();
    return new BundleSource(edge.getHostString() + ":" + edge.getPort(), name, patience, channel);
  }

  BundleName name() {
    return name;
  }

  /** Host and port, for messages. */
  String edge() {
    return edge;
  }

  /**
   * The version that the edge offers now.
   *
   * @param keys of those whose bundles are taken
   * @throws org.scissionlite.offload.connection.EdgeFailure if it cannot be reached
   * @throws ScissionLiteException if it hands out nothing, nothing of that name, a manifest that is
   *     none, or one that nobody has signed who is trusted
   */
  Manifest announce(TrustedKeys keys) {
    try {
      byte[] json =
          DistributionGrpc.newBlockingStub(channel)
              .withDeadlineAfter(patience.toNanos(), TimeUnit.NANOSECONDS)
              .announce(AnnouncementRequest.newBuilder().setName(name.text()).build())
              .getManifest()
              .toByteArray();
      String from = "edge %s, bundle '%s'".formatted(edge, name);
      Manifest manifest = ManifestFile.parse(json, from);
      ManifestFile.requireOwnId(manifest, from);
      manifest.requireSigned(keys, from);
      return manifest;
    } catch (StatusRuntimeException e) {
      throw failure(e);
    } catch (UsageException e) {
      throw new ScissionLiteException(e.getMessage(), e);
    }
  }

  /**
   * Receives a file from some byte on.
   *
   * @param sink takes its bytes, piece by piece
   * @throws org.scissionlite.offload.connection.EdgeFailure if the connection breaks, or the edge
   *     says nothing for a while
   * @throws ScissionLiteException if the edge refuses, or the sink does
   */
  void fetch(Manifest version, SliceFile file, long offset, FileStream.Sink sink) {
    FileRequest request =
        FileRequest.newBuilder()
            .setName(name.text())
            .setBundle(version.id())
            .setPath(file.path())
            .setOffset(offset)
            .build();
    FileStream stream = new FileStream();
    DistributionGrpc.newStub(channel)
        .withMaxInboundMessageSize(DistributionMessages.MOST_PIECE_BYTES)
        .fetch(request, stream);
    try {
      stream.drainTo(sink, patience);
    } catch (StatusRuntimeException e) {
      throw failure(e);
    }
  }

  private ScissionLiteException failure(StatusRuntimeException e) {
    Status status = e.getStatus();
    String said = String.valueOf(status.getDescription()).replaceAll("\\s+", " ");
    return switch (status.getCode()) {
      case UNIMPLEMENTED ->
          new ScissionLiteException(
              "edge %s hands out no bundles; start it with --distribute".formatted(edge), e);
      case NOT_FOUND, INVALID_ARGUMENT, FAILED_PRECONDITION ->
          new ScissionLiteException("edge %s: %s".formatted(edge, said), e);
      default -> EdgeErrors.of(e, edge, patience.toMillis());
    };
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
