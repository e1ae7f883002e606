package org.scissionlite.offload.edge.repository;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.scissionlite.offload.edge.registry.StatusErrors;
import org.scissionlite.offload.wire.DistributionMessages;
import org.scissionlite.protocol.FilePiece;

/**
 * One file on its way to one device, as fast as the connection takes it: a device that takes
 * nothing holds an open file, but no thread and no memory, and that for a while only.
 */
final class FileSending {
  private final Source source;
  private final ServerCallStreamObserver<FilePiece> call;
  private final ScheduledExecutorService threads;
  private final Runnable onEnd;
  private final AtomicInteger wishes = new AtomicInteger();
  private Future<?> watchdog;
  private long position;
  private long positionAtLastLook = -1;
  private boolean over;

  /**
   * The bytes of a file.
   *
   * @param from the first byte that is sent
   * @param end the byte after the last
   */
  record Source(FileChannel channel, long from, long end) {}

  FileSending(
      Source source,
      ServerCallStreamObserver<FilePiece> call,
      ScheduledExecutorService threads,
      Runnable onEnd) {
    this.source = source;
    this.call = call;
    this.threads = threads;
    this.onEnd = onEnd;
    this.position = source.from();
  }

  /** Sends until the end, an error, or until nothing is taken for a while. */
  void begin(Duration patience) {
    call.setOnReadyHandler(this::wake);
    call.setOnCancelHandler(this::end);
    synchronized (this) {
      watchdog =
          threads.scheduleWithFixedDelay(
              this::lookForProgress,
              patience.toMillis(),
              patience.toMillis(),
              TimeUnit.MILLISECONDS);
    }
    wake();
  }

  private void wake() {
    if (wishes.getAndIncrement() > 0) {
      return;
    }
    try {
      threads.execute(this::work);
    } catch (RejectedExecutionException e) {
      fail(StatusErrors.of(Status.Code.UNAVAILABLE, "the edge is being stopped"));
    }
  }

  private void work() {
    int seen;
    do {
      seen = wishes.get();
      sendWhatIsTaken();
    } while (!wishes.compareAndSet(seen, 0));
  }

  private synchronized void sendWhatIsTaken() {
    try {
      while (!over && call.isReady() && position < source.end()) {
        call.onNext(FilePiece.newBuilder().setData(piece()).build());
      }
      if (!over && position >= source.end()) {
        end();
        call.onCompleted();
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      fail(StatusErrors.because("a bundle that is handed out", e));
    }
  }

  private ByteString piece() throws IOException {
    int most = (int) Math.min(DistributionMessages.PIECE_BYTES, source.end() - position);
    ByteBuffer bytes = ByteBuffer.allocate(most);
    if (source.channel().read(bytes, position) <= 0) {
      throw new IOException("a file of the bundle has become shorter");
    }
    position += bytes.flip().remaining();
    return ByteString.copyFrom(bytes);
  }

  private synchronized void lookForProgress() {
    if (position == positionAtLastLook) {
      fail(
          StatusErrors.of(
              Status.Code.DEADLINE_EXCEEDED, "the device takes nothing of what is sent"));
    }
    positionAtLastLook = position;
  }

  private synchronized void fail(Throwable reason) {
    if (!over) {
      end();
      if (!call.isCancelled()) {
        call.onError(reason);
      }
    }
  }

  private synchronized void end() {
    if (over) {
      return;
    }
    over = true;
    watchdog.cancel(false);
    try {
      source.channel().close();
    } catch (IOException e) {
      // It was only read.
    }
    onEnd.run();
  }
}
