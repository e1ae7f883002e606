package org.scissionlite.offload.stream;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.error.ScissionLiteException;

/**
 * Answers pictures as they come: a picture is read while the one before it is in the device slice
 * and others are on the way, so that the slowest of these alone says how many are answered a
 * second. Each picture that is offered gets exactly one result: an answer, a failure, or that it
 * was dropped.
 */
public final class ImageStream implements AutoCloseable {
  private final StreamOptions options;
  private final StreamStatistics statistics = new StreamStatistics();
  private final WaitingFrames waiting;
  private final WaitingFrames waitingForDevice = new WaitingFrames(1);
  private final List<Lane> lanes;
  private final Delivery delivery;
  private final Object offering = new Object();
  private volatile boolean ended;
  private boolean over;

  private ImageStream(
      ModelInputs inputs, Runners runners, StreamOptions options, Consumer<FrameResult> taker) {
    this.options = options;
    this.waiting = new WaitingFrames(options.queue());
    this.delivery =
        new Delivery(
            options.ordered(),
            result -> {
              statistics.count(result);
              taker.accept(result);
            });
    boolean countsWaiting = options.whenBehind() != WhenBehind.WAIT;
    Lane main = new Lane(waiting, inputs, runners.main(), options.inFlight(), countsWaiting);
    this.lanes =
        runners
            .device()
            .map(device -> List.of(main, new Lane(waitingForDevice, inputs, device, 1, true)))
            .orElse(List.of(main));
  }

  /**
   * Who answers.
   *
   * @param main as planned, such as {@code DeviceRuntime::submit}
   * @param device what the line cannot take, with {@link WhenBehind#LOCAL}
   */
  public record Runners(FrameRunner main, Optional<FrameRunner> device) {
    /** No other one when the line is behind. */
    public static Runners of(FrameRunner main) {
      return new Runners(main, Optional.empty());
    }
  }

  /**
   * Begins a stream.
   *
   * @param taker gets each result, one at a time; while it works, no other is delivered. An
   *     exception of it ends the stream
   * @throws ScissionLiteException if the device is to answer what the line cannot take, and there
   *     is no runner for that
   */
  public static ImageStream open(
      ModelInputs inputs, Runners runners, StreamOptions options, Consumer<FrameResult> taker) {
    if (options.whenBehind() == WhenBehind.LOCAL && runners.device().isEmpty()) {
      throw new ScissionLiteException(
          "a stream that is to answer on the device alone when it is behind needs a runner for that");
    }
    return new ImageStream(inputs, runners, options, taker);
  }

  /**
   * Takes a picture, or decides by the policy what becomes of it. Waits where the policy says so,
   * and where 100,000 results were not taken. Of several threads each waits for its turn.
   *
   * @return false if the stream has ended; then the picture gets no result
   * @throws RuntimeException that of the taker of results, if it failed
   */
  public boolean offer(Frame frame) throws InterruptedException {
    synchronized (offering) {
      delivery.failure().ifPresent(ImageStream::rethrow);
      if (ended) {
        return false;
      }
      statistics.begin();
      Ticket ticket = Ticket.of(frame);
      delivery.expect(ticket);
      accept(ticket);
      return true;
    }
  }

  private static void rethrow(RuntimeException failure) {
    throw failure;
  }

  private void accept(Ticket ticket) throws InterruptedException {
    boolean taken =
        switch (options.whenBehind()) {
          case WAIT -> waiting.put(ticket);
          case DROP_OLDEST -> {
            waiting.replaceOldest(ticket).ifPresent(oldest -> oldest.drop(ended));
            yield true;
          }
          case DROP_NEWEST -> waiting.add(ticket);
          case LOCAL -> waiting.add(ticket) || waitingForDevice.put(ticket);
        };
    if (!taken) {
      ticket.drop(ended);
    }
  }

  /** What it has done so far. */
  public StreamSummary soFar() {
    return statistics.summary();
  }

  /**
   * Takes no more pictures, and waits for the results of all that it took.
   *
   * @throws RuntimeException that of the taker of results, if it failed
   */
  public StreamSummary finish() throws InterruptedException {
    ended = true;
    waiting.close();
    waitingForDevice.close();
    return summaryAtTheEnd();
  }

  /**
   * Takes no more pictures, waits for the results of those in work, and drops those that wait for
   * their turn.
   *
   * @throws RuntimeException that of the taker of results, if it failed
   */
  public StreamSummary stop() throws InterruptedException {
    giveUpWaiting();
    return summaryAtTheEnd();
  }

  private void giveUpWaiting() {
    ended = true;
    waiting.clear().forEach(ticket -> ticket.drop(true));
    waitingForDevice.clear().forEach(ticket -> ticket.drop(true));
  }

  private StreamSummary summaryAtTheEnd() throws InterruptedException {
    StreamSummary summary = awaitEnd();
    delivery.failure().ifPresent(ImageStream::rethrow);
    return summary;
  }

  private synchronized StreamSummary awaitEnd() throws InterruptedException {
    awaitOffers();
    if (!over) {
      for (Lane lane : lanes) {
        lane.join();
      }
      delivery.finish();
      over = true;
    }
    return statistics.summary();
  }

  /**
   * An offer that has begun has its place afterwards; later ones find that the stream has ended.
   */
  private void awaitOffers() {
    synchronized (offering) {
      ended = true;
    }
  }

  /** Stops it, if it has not ended; a failure of the taker of results was thrown before. */
  @Override
  public void close() {
    try {
      giveUpWaiting();
      StreamSummary unused = awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
