package org.scissionlite.offload.stream;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.scissionlite.error.ScissionLiteException;

/**
 * Hands results over, one at a time on a thread of its own, in the order of the pictures or as they
 * are ready. Where nobody takes results, pictures stay in work and the queue before them fills.
 */
final class Delivery {
  /** Some 100 bytes each: a reader of results that stands still takes no more memory than this. */
  private static final int MOST_UNDELIVERED = 100_000;

  /** A result that is on its way, without the picture. */
  private record Parcel(CompletableFuture<FrameResult> result, CompletableFuture<Void> delivered) {}

  private final BlockingQueue<Parcel> parcels = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(MOST_UNDELIVERED);
  private final boolean ordered;
  private final Consumer<FrameResult> taker;
  private final Thread thread;
  private volatile Optional<RuntimeException> failure = Optional.empty();

  Delivery(boolean ordered, Consumer<FrameResult> taker) {
    this.ordered = ordered;
    this.taker = taker;
    this.thread = new Thread(this::work, "stream results");
    thread.setDaemon(true);
    thread.start();
  }

  /** Expects the result of a picture; waits while far too many are undelivered. */
  void expect(Ticket ticket) throws InterruptedException {
    room.acquire();
    Parcel parcel = new Parcel(ticket.result(), ticket.delivered());
    if (ordered) {
      parcels.add(parcel);
    } else {
      CompletableFuture<Void> unused = parcel.result().thenRun(() -> parcels.add(parcel));
    }
  }

  private void work() {
    try {
      while (true) {
        Parcel parcel = parcels.take();
        deliver(parcel.result().join());
        parcel.delivered().complete(null);
        room.release();
      }
    } catch (InterruptedException e) {
      // All is delivered.
    }
  }

  /** After a failure nothing more is handed over, but all that is in work still comes to an end. */
  private void deliver(FrameResult result) {
    if (failure.isPresent()) {
      return;
    }
    try {
      taker.accept(result);
    } catch (RuntimeException e) {
      failure = Optional.of(e);
    } catch (Error e) {
      failure = Optional.of(new ScissionLiteException("a result could not be told: " + e, e));
    }
  }

  /** What went wrong when a result was handed over. */
  Optional<RuntimeException> failure() {
    return failure;
  }

  /** Waits until all that was expected is delivered; nothing may be expected afterwards. */
  void finish() throws InterruptedException {
    room.acquire(MOST_UNDELIVERED);
    thread.interrupt();
    thread.join();
  }
}
