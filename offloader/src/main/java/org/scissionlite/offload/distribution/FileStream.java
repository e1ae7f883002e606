package org.scissionlite.offload.distribution;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.protocol.FilePiece;
import org.scissionlite.protocol.FileRequest;

/** The pieces of a file as they arrive; the next is asked for when one has been written. */
final class FileStream implements ClientResponseObserver<FileRequest, FilePiece> {
  private static final int PIECES_AHEAD = 4;

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private ClientCallStreamObserver<FileRequest> call;

  /** Takes the bytes of a file. */
  interface Sink {
    void take(ByteString piece) throws IOException;
  }

  private sealed interface Event {}

  private record Piece(ByteString bytes) implements Event {}

  private record End(StatusRuntimeException failure) implements Event {}

  @Override
  public void beforeStart(ClientCallStreamObserver<FileRequest> stream) {
    call = stream;
    stream.disableAutoRequestWithInitial(PIECES_AHEAD);
  }

  @Override
  public void onNext(FilePiece piece) {
    events.add(new Piece(piece.getData()));
  }

  @Override
  public void onError(Throwable failure) {
    events.add(new End(Status.fromThrowable(failure).asRuntimeException()));
  }

  @Override
  public void onCompleted() {
    events.add(new End(null));
  }

  /**
   * Gives all pieces to a sink, until the edge ends the file.
   *
   * @throws StatusRuntimeException if the call fails, or nothing comes for a while
   * @throws ScissionLiteException if the sink fails or the thread is interrupted
   */
  void drainTo(Sink sink, Duration patience) {
    try {
      while (next(patience) instanceof Piece piece) {
        sink.take(piece.bytes());
        call.request(1);
      }
    } catch (IOException e) {
      throw new ScissionLiteException(AtomicWrite.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScissionLiteException("the download was interrupted", e);
    } finally {
      call.cancel("no more is wanted", null);
    }
  }

  private Event next(Duration patience) throws InterruptedException {
    Event event = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (event == null) {
      throw Status.DEADLINE_EXCEEDED.asRuntimeException();
    }
    if (event instanceof End end && end.failure() != null) {
      throw end.failure();
    }
    return event;
  }
}
