package org.scissionlite.offload.stream;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.Answer;

/**
 * Reads pictures on a thread of its own and submits them, so that one is read while others are in
 * the device slice or on the way. A picture is taken when fewer than so many are in work; until
 * then it waits where it can still be dropped.
 */
final class Lane {
  private final WaitingFrames waiting;
  private final ModelInputs inputs;
  private final FrameRunner runner;
  private final Semaphore inFlight;
  private final boolean countsWaiting;
  private final Thread thread;

  /**
   * @param countsWaiting whether a picture's time counts from when it came, not from its turn
   */
  Lane(
      WaitingFrames waiting,
      ModelInputs inputs,
      FrameRunner runner,
      int inFlight,
      boolean countsWaiting) {
    this.waiting = waiting;
    this.inputs = inputs;
    this.runner = runner;
    this.inFlight = new Semaphore(inFlight);
    this.countsWaiting = countsWaiting;
    this.thread = new Thread(this::work, "stream reader");
    thread.setDaemon(true);
    thread.start();
  }

  private void work() {
    try {
      Optional<Ticket> next = next();
      while (next.isPresent()) {
        begin(next.get());
        next = next();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Ticket> next() throws InterruptedException {
    inFlight.acquire();
    Optional<Ticket> next = waiting.take();
    if (next.isPresent()) {
      CompletableFuture<Void> unused = next.get().delivered().thenRun(inFlight::release);
    }
    return next;
  }

  private void begin(Ticket ticket) {
    long turnNanos = System.nanoTime();
    long readBefore = ticket.frame().readNanos();
    long arrivedNanos = (countsWaiting ? ticket.offeredNanos() : turnNanos) - readBefore;
    CompletableFuture<Map<String, Tensor>> read =
        CompletableFuture.completedFuture(ticket.frame())
            .thenApply(frame -> frame.reading().tensors(inputs));
    long readNanos = readBefore + System.nanoTime() - turnNanos;
    CompletableFuture<Void> unused =
        read.thenCompose(tensors -> runner.submit(tensors, arrivedNanos))
            .thenAccept(answer -> answered(ticket, arrivedNanos, readNanos, answer))
            .exceptionally(
                error -> {
                  ticket.fail(reason(error));
                  return null;
                });
  }

  private static void answered(Ticket ticket, long arrivedNanos, long readNanos, Answer answer) {
    long elapsedNanos = System.nanoTime() - arrivedNanos;
    ticket.answer(FrameLatency.of(elapsedNanos, readNanos, answer.latency()), answer);
  }

  private static String reason(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    return cause instanceof ScissionLiteException ? cause.getMessage() : "unexpected: " + cause;
  }

  /** Waits until the last picture was submitted; the waiting ones must be closed before. */
  void join() throws InterruptedException {
    thread.join();
  }
}
