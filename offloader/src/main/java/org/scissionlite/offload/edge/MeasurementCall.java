package org.scissionlite.offload.edge;

import static org.scissionlite.offload.wire.MeasurementMessages.BEAT;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.scissionlite.file.FileTree;
import org.scissionlite.offload.edge.registry.StatusErrors;
import org.scissionlite.protocol.MeasurementOrder;
import org.scissionlite.protocol.MeasurementReply;
import org.scissionlite.protocol.MeasurementRequest;

/**
 * One measurement: takes the model's pieces into a file, measures it on a thread of its own, and
 * leaves nothing behind however it ends.
 */
final class MeasurementCall implements StreamObserver<MeasurementRequest> {
  private static final String WHAT = "the measurement";

  private final MeasurementService service;
  private final ServerCallStreamObserver<MeasurementReply> answer;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Future<?>> timers = new ArrayList<>();
  private MeasurementOrder order;
  private Path folder;
  private Path file;
  private OutputStream out;
  private long received;
  private long lastPieceNanos = System.nanoTime();
  private Thread worker;
  private boolean over;

  MeasurementCall(MeasurementService service, ServerCallStreamObserver<MeasurementReply> answer) {
    this.service = service;
    this.answer = answer;
  }

  /** Beats from now on, and ends when the time is over. */
  synchronized void begin() {
    timers.add(
        service
            .timer()
            .scheduleAtFixedRate(
                this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS));
    long most = service.limits().whole().toMillis();
    timers.add(
        service
            .timer()
            .schedule(
                () ->
                    giveUp(
                        String.format(Locale.ROOT, "%s took longer than %d s", WHAT, most / 1000)),
                most,
                TimeUnit.MILLISECONDS));
  }

  private void beat() {
    long silentMillis = (System.nanoTime() - lastPiece()) / 1_000_000;
    if (isArriving() && silentMillis > service.limits().piece().toMillis()) {
      giveUp(
          String.format(
              Locale.ROOT,
              "the next piece of the model did not arrive within %d ms",
              silentMillis));
    } else {
      progress("");
    }
  }

  private synchronized long lastPiece() {
    return lastPieceNanos;
  }

  private synchronized boolean isArriving() {
    return worker == null;
  }

  private void giveUp(String reason) {
    refuse(StatusErrors.of(Status.Code.DEADLINE_EXCEEDED, reason));
    stop();
  }

  /** A line that nobody takes in time is left out. */
  private synchronized void progress(String line) {
    if (!over && answer.isReady()) {
      answer.onNext(MeasurementReply.newBuilder().setProgress(line).build());
    }
  }

  @Override
  public synchronized void onNext(MeasurementRequest request) {
    if (over) {
      return;
    }
    try {
      lastPieceNanos = System.nanoTime();
      if (order == null) {
        open(request);
      } else {
        append(request.getModel());
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      fail(e);
    }
  }

  private void open(MeasurementRequest request) throws IOException {
    if (!request.hasOrder()) {
      throw StatusErrors.invalid(WHAT + ": expected an order first, got a piece of a model");
    }
    long most = service.limits().modelBytes();
    long bytes = request.getOrder().getModelBytes();
    if (bytes < 1 || bytes > most) {
      throw StatusErrors.invalid(
          "%s: this edge takes models of 1 to %d bytes, got one of %d; start it with a larger --measure-limit"
              .formatted(WHAT, most, bytes));
    }
    order = request.getOrder();
    folder = Files.createTempDirectory("scissionlite-measure");
    file = folder.resolve("model.onnx");
    out = Files.newOutputStream(file);
  }

  private void append(ByteString piece) throws IOException {
    received += piece.size();
    if (received > order.getModelBytes()) {
      throw StatusErrors.invalid(
          "%s: expected %d bytes of model, got more".formatted(WHAT, order.getModelBytes()));
    }
    piece.writeTo(out);
  }

  @Override
  public synchronized void onCompleted() {
    if (over) {
      return;
    }
    try {
      if (order == null || received != order.getModelBytes()) {
        throw StatusErrors.invalid("%s: the model ended after %d bytes".formatted(WHAT, received));
      }
      out.close();
      worker = new Thread(this::measure, "edge-measurement");
      worker.setDaemon(true);
      worker.start();
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  private void measure() {
    try {
      String profile = service.measurer().profile(order, folder, file, this::progress);
      reply(profile);
    } catch (InterruptedException e) {
      refuse(StatusErrors.of(Status.Code.CANCELLED, WHAT + " was stopped"));
    } catch (RuntimeException | Error e) {
      refuse(StatusErrors.because(WHAT, e));
    } finally {
      cleanUp();
    }
  }

  private synchronized void reply(String profile) {
    if (!over) {
      over = true;
      answer.onNext(MeasurementReply.newBuilder().setProfile(profile).build());
      answer.onCompleted();
    }
  }

  /** The caller has gone, or its network has. */
  @Override
  public void onError(Throwable failure) {
    stop();
  }

  /** Ends the measurement; its thread then cleans up. */
  synchronized void stop() {
    over = true;
    if (worker == null) {
      cleanUp();
    } else {
      worker.interrupt();
    }
  }

  private void fail(Throwable failure) {
    refuse(StatusErrors.because(WHAT, failure));
    cleanUp();
  }

  /** Answers no, once. */
  synchronized void refuse(StatusRuntimeException reason) {
    if (!over) {
      over = true;
      if (!answer.isCancelled()) {
        answer.onError(reason);
      }
    }
  }

  private synchronized void cleanUp() {
    over = true;
    timers.forEach(timer -> timer.cancel(false));
    if (folder != null) {
      closeQuietly();
      FileTree.deleteQuietly(folder);
    }
    service.release(this);
    ended.countDown();
  }

  private void closeQuietly() {
    try {
      out.close();
    } catch (IOException e) {
      // The file goes anyway.
    }
  }

  void awaitEnd() {
    try {
      boolean unused = ended.await(BEAT.toMillis() * 5, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
