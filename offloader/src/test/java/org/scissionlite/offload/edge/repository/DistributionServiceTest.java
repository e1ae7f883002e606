package org.scissionlite.offload.edge.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.ManifestFile;
import org.scissionlite.bundle.PaddedBundle;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.edge.registry.Budget;
import org.scissionlite.offload.edge.registry.BundleRegistry;
import org.scissionlite.offload.edge.registry.SessionOptions;
import org.scissionlite.protocol.AnnouncementRequest;
import org.scissionlite.protocol.DistributionGrpc;
import org.scissionlite.protocol.DistributionGrpc.DistributionBlockingStub;
import org.scissionlite.protocol.FilePiece;
import org.scissionlite.protocol.FileRequest;

class DistributionServiceTest {
  private static final int NOISE = 3_000_000;

  @TempDir private Path home;
  private Bundle bundle;
  private BundleRegistry registry;
  private BundleRepository repository;
  private DistributionService service;
  private Server server;
  private ManagedChannel channel;
  private DistributionBlockingStub calls;

  @BeforeEach
  void serve() throws Exception {
    bundle = PaddedBundle.withNoise(new SmallModel(1).bundle(home.resolve("parts")), NOISE, 1);
    registry =
        new BundleRegistry(
            SmallModel.ENGINE, new SessionOptions(1, 1), Budget.usual(), Integer.MAX_VALUE);
    repository = new BundleRepository(registry, TrustedKeys.anybody(), Duration.ZERO);
    repository.add(bundle);
    service = new DistributionService(repository, Duration.ofSeconds(1));
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(service)
            .directExecutor()
            .build()
            .start();
    channel = NettyChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext().build();
    calls = DistributionGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
    service.close();
    registry.close();
  }

  private FileRequest.Builder request(String path) {
    return FileRequest.newBuilder()
        .setName("parts")
        .setBundle(bundle.manifest().id())
        .setPath(path);
  }

  private ByteString fetch(FileRequest.Builder request) {
    ByteString all = ByteString.EMPTY;
    var pieces = calls.fetch(request.build());
    while (pieces.hasNext()) {
      all = all.concat(pieces.next().getData());
    }
    return all;
  }

  @Test
  void everyFileOfTheManifest_arrivesFromAnyByteOn() throws Exception {
    byte[] json =
        calls
            .announce(AnnouncementRequest.newBuilder().setName("parts").build())
            .getManifest()
            .toByteArray();
    assertThat(ManifestFile.parse(json, "edge")).isEqualTo(bundle.manifest());
    for (SliceFile file : bundle.manifest().files().toList()) {
      ByteString bytes = ByteString.copyFrom(Files.readAllBytes(bundle.file(file)));
      assertThat(fetch(request(file.path()))).isEqualTo(bytes);
    }
    ByteString noise = ByteString.copyFrom(Files.readAllBytes(home.resolve("parts/model.onnx")));
    for (int offset : new int[] {1, 65_535, 65_536, NOISE - 1, NOISE}) {
      assertThat(fetch(request("model.onnx").setOffset(offset))).isEqualTo(noise.substring(offset));
    }
  }

  @Test
  void whatIsNotOffered_isRefused() throws Exception {
    Files.writeString(home.resolve("secret"), "secret");
    for (String path : List.of("../secret", "manifest.json", "/etc/hostname", "", "model.onnx/")) {
      assertThatThrownBy(() -> fetch(request(path))).hasMessageStartingWith("NOT_FOUND: bundle");
    }
    for (long offset : new long[] {-1, NOISE + 1}) {
      assertThatThrownBy(() -> fetch(request("model.onnx").setOffset(offset)))
          .hasMessageContaining("expected an offset of 0 to 3000000, got " + offset);
    }
    assertThatThrownBy(() -> fetch(request("model.onnx").setBundle("another")))
        .hasMessageMatching("FAILED_PRECONDITION: the edge has version another .* no longer.*");
    assertThatThrownBy(() -> fetch(request("model.onnx").setName("part")))
        .hasMessageMatching("NOT_FOUND: unknown bundle 'part'.*parts.*");
    assertThatThrownBy(
            () -> calls.announce(AnnouncementRequest.newBuilder().setName("../parts").build()))
        .hasMessageStartingWith("NOT_FOUND");
  }

  @Test
  void fileThatHasBecomeALinkOutOfTheBundle_isNotSent() throws Exception {
    Path file = home.resolve("parts/model.onnx");
    Path secret = Files.write(home.resolve("secret"), new byte[NOISE]);
    Files.delete(file);
    Files.createSymbolicLink(file, secret);
    assertThatThrownBy(() -> fetch(request("model.onnx")))
        .hasMessageMatching("FAILED_PRECONDITION: .*lies outside the bundle.*");
  }

  @Test
  void bundleThatIsNotInService_isNotHandedOut() {
    repository.unload("parts", "unloaded by a client");
    assertThatThrownBy(
            () -> calls.announce(AnnouncementRequest.newBuilder().setName("parts").build()))
        .hasMessage("FAILED_PRECONDITION: bundle 'parts' is not in service: unloaded by a client");
  }

  /** Takes the first piece and nothing more. */
  private static final class Stalled implements ClientResponseObserver<FileRequest, FilePiece> {
    private final CompletableFuture<FilePiece> first = new CompletableFuture<>();

    @Override
    public void beforeStart(ClientCallStreamObserver<FileRequest> call) {
      call.disableAutoRequestWithInitial(1);
    }

    @Override
    public void onNext(FilePiece piece) {
      first.complete(piece);
    }

    @Override
    public void onError(Throwable failure) {
      first.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      // It never asks for the last piece.
    }
  }

  @Test
  void devicesThatTakeNothing_leaveTheirPlacesToOthers() throws Exception {
    List<ManagedChannel> channels = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      ManagedChannel own =
          NettyChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext().build();
      channels.add(own);
      Stalled one = new Stalled();
      DistributionGrpc.newStub(own).fetch(request("model.onnx").build(), one);
      assertThat(one.first.get(20, TimeUnit.SECONDS).getData().size()).isPositive();
    }
    int refused = 0;
    int received = 0;
    while (received == 0) {
      try {
        received = fetch(request("model.onnx")).size();
      } catch (StatusRuntimeException e) {
        assertThat(e).hasMessageContaining("RESOURCE_EXHAUSTED: 32 devices are fetching");
        refused++;
        LockSupport.parkNanos(10_000_000);
      }
    }
    channels.forEach(ManagedChannel::shutdownNow);
    assertThat(received).isEqualTo(NOISE);
    assertThat(refused).isPositive();
  }
}
