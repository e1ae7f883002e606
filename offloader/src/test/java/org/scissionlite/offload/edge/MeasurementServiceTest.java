package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.probe.EdgeMeasurement;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.protocol.MeasurementGrpc;
import org.scissionlite.protocol.MeasurementOrder;
import org.scissionlite.protocol.MeasurementReply;
import org.scissionlite.protocol.MeasurementRequest;

/** Models that come over a real connection to an edge which measures, by a measurer of the test. */
class MeasurementServiceTest {
  private static final int LIMIT = 3_000_000;
  private static final MeasurementOrder ORDER =
      MeasurementOrder.newBuilder().setRepeats(7).addTransferLayers("q8").build();

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CompletableFuture<Path> folder = new CompletableFuture<>();
  private final List<EdgeMeasurement> devices = new ArrayList<>();
  private EdgeServer edge;

  @AfterEach
  void close() {
    devices.forEach(EdgeMeasurement::close);
    if (edge != null) {
      edge.close();
    }
  }

  private EdgeMeasurement start(Measurer measurer) {
    return start(measurer, MeasurementService.Limits.of(LIMIT));
  }

  private EdgeMeasurement start(Measurer measurer, MeasurementService.Limits limits) {
    edge =
        EdgeServer.start(
            List.of(),
            new OrtEngine(),
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            EdgeFeatures.none().measuring(Optional.of(new MeasurementService(measurer, limits))));
    return connect();
  }

  private EdgeMeasurement connect() {
    EdgeMeasurement device = EdgeMeasurement.open(edge.address());
    devices.add(device);
    return device;
  }

  private static ByteBuffer model(int bytes) {
    return ByteBuffer.wrap(noise(bytes));
  }

  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(1).nextBytes(noise);
    return noise;
  }

  /** Waits until it is interrupted. */
  private String endless(Path place) throws InterruptedException {
    folder.complete(place);
    begun.countDown();
    try {
      new CountDownLatch(1).await();
      return "";
    } catch (InterruptedException e) {
      stopped.countDown();
      throw e;
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void modelArrivesWhole_progressAndProfileComeBack_andNothingStays() throws Exception {
    ByteBuffer model = model(2_500_001);
    List<String> heard = new ArrayList<>();
    EdgeMeasurement measurement =
        start(
            (order, place, file, progress) -> {
              folder.complete(place);
              assertThat(read(file)).isEqualTo(noise(2_500_001));
              progress.accept("halfway");
              return order.getRepeats() + String.join(",", order.getTransferLayersList());
            });
    assertThat(measurement.measure(ORDER, model, heard::add)).isEqualTo("7q8");
    assertThat(heard).containsExactly("halfway");
    edge.close();
    assertThat(folder.get()).doesNotExist();
  }

  @Test
  void tooLargeModel_isRefusedBeforeItIsSent() {
    EdgeMeasurement measurement = start((order, place, file, progress) -> "");
    assertThatThrownBy(() -> measurement.measure(ORDER, model(LIMIT + 1), line -> {}))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("takes models of 1 to 3000000 bytes, got one of 3000001")
        .hasMessageContaining("--measure-limit");
  }

  @Test
  void measurerThatRefuses_isHeardInOneLine() {
    EdgeMeasurement measurement =
        start(
            (order, place, file, progress) -> {
              throw new UsageException("model.onnx is no\nmodel");
            });
    assertThatThrownBy(() -> measurement.measure(ORDER, model(9), line -> {}))
        .hasMessageContaining("did not measure the model: model.onnx is no model")
        .hasMessageNotContaining("\n");
  }

  @Test
  void secondModel_isRefusedWhileOneIsMeasured() throws Exception {
    EdgeMeasurement first = start((order, place, file, progress) -> endless(place));
    EdgeMeasurement second = connect();
    Thread waiting =
        new Thread(
            () -> assertThatThrownBy(() -> first.measure(ORDER, model(9), line -> {})).isNotNull());
    waiting.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> second.measure(ORDER, model(9), line -> {}))
        .hasMessageContaining("is measuring another model");
    first.close();
    waiting.join(10_000);
  }

  @Test
  void deviceThatGoesAway_stopsTheMeasurement_andMakesRoomForTheNext() throws Exception {
    EdgeMeasurement gone = start((order, place, file, progress) -> endless(place));
    Thread device =
        new Thread(
            () -> assertThatThrownBy(() -> gone.measure(ORDER, model(9), line -> {})).isNotNull());
    device.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.get()).exists();
    gone.close();
    assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    device.join(10_000);
    edge.close();
    assertThat(folder.get()).doesNotExist();
  }

  @Test
  void edgeThatEndsInTheMiddle_isAFailureOfOneLine() throws Exception {
    EdgeMeasurement measurement = start((order, place, file, progress) -> endless(place));
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread device =
        new Thread(
            () -> {
              try {
                failure.complete(
                    new AssertionError(measurement.measure(ORDER, model(9), line -> {})));
              } catch (ScissionLiteException e) {
                failure.complete(e);
              }
            });
    device.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    edge.close();
    assertThat(failure.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("cannot be reached: the edge is being stopped")
        .hasMessageNotContaining("\n");
    assertThat(folder.get()).doesNotExist();
  }

  @Test
  void senderThatPauses_isCutOff() throws Exception {
    MeasurementService.Limits limits =
        new MeasurementService.Limits(LIMIT, Duration.ofMillis(100), Duration.ofHours(1));
    start((order, place, file, progress) -> "", limits).close();
    assertThat(raw(MeasurementOrder.newBuilder().setModelBytes(10).build(), 4, false))
        .satisfies(status -> assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED))
        .satisfies(
            status -> assertThat(status.getDescription()).contains("next piece of the model"));
  }

  @Test
  void piecesThatDoNotMakeTheModel_areRefused() throws Exception {
    start((order, place, file, progress) -> "").close();
    MeasurementOrder ten = MeasurementOrder.newBuilder().setModelBytes(10).build();
    assertThat(raw(ten, 4, true).getDescription()).contains("ended after 4 bytes");
    assertThat(raw(ten, 11, true).getDescription())
        .contains("expected 10 bytes of model, got more");
    assertThat(raw(null, 4, true).getDescription()).contains("expected an order first");
    assertThat(raw(null, 0, true).getDescription()).contains("ended after 0 bytes");
  }

  /** The status that a client gets which sends what it likes. */
  private Status raw(MeasurementOrder order, int bytes, boolean ends) throws Exception {
    InetSocketAddress address = edge.address();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(address.getHostString(), address.getPort())
            .usePlaintext()
            .build();
    CompletableFuture<Status> status = new CompletableFuture<>();
    try {
      StreamObserver<MeasurementRequest> requests =
          MeasurementGrpc.newStub(channel).measure(new Ended(status));
      if (order != null) {
        requests.onNext(MeasurementRequest.newBuilder().setOrder(order).build());
      }
      if (bytes > 0) {
        ByteString piece = ByteString.copyFrom(new byte[bytes]);
        requests.onNext(MeasurementRequest.newBuilder().setModel(piece).build());
      }
      if (ends) {
        requests.onCompleted();
      }
      return status.get(20, TimeUnit.SECONDS);
    } finally {
      channel.shutdownNow();
    }
  }

  private record Ended(CompletableFuture<Status> status)
      implements StreamObserver<MeasurementReply> {
    @Override
    public void onNext(MeasurementReply reply) {}

    @Override
    public void onError(Throwable failure) {
      status.complete(((StatusRuntimeException) failure).getStatus());
    }

    @Override
    public void onCompleted() {
      status.complete(Status.OK);
    }
  }
}
