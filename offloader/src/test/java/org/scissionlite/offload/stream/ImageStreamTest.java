package org.scissionlite.offload.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.offload.Standstill;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.offload.stream.ImageStream.Runners;

/** Which pictures are answered, in which order, and what becomes of the others. */
@Timeout(60)
class ImageStreamTest {
  private static final ModelInputs INPUTS = new ModelInputs(Preprocessing.named("tf"), List.of());

  private final HandRunner runner = new HandRunner();
  private final List<String> results = Collections.synchronizedList(new ArrayList<>());

  private void take(FrameResult result) {
    String what =
        result instanceof FrameResult.Answered
            ? ""
            : result instanceof FrameResult.Failed failed
                ? " failed: " + failed.reason()
                : " dropped: " + ((FrameResult.Dropped) result).reason();
    results.add(result.image() + what);
  }

  private ImageStream open(StreamOptions options) {
    return ImageStream.open(INPUTS, Runners.of(runner), options, this::take);
  }

  private static void offer(ImageStream stream, String... names) throws InterruptedException {
    for (Frame frame : HandRunner.frames(names)) {
      assertThat(stream.offer(frame)).isTrue();
    }
  }

  @Test
  void resultsComeInTheOrderOfThePictures_whateverIsAnsweredFirst() throws Exception {
    try (ImageStream stream = open(StreamOptions.usual().withInFlight(3))) {
      offer(stream, "a", "b", "c");
      List<CompletableFuture<Answer>> asked = List.of(runner.next(), runner.next(), runner.next());
      asked.get(2).complete(HandRunner.byEdge());
      asked
          .get(1)
          .complete(HandRunner.answer(new ServedBy.Device(ServedBy.With.WHOLE_MODEL, "why")));
      asked.get(0).complete(HandRunner.byEdge());
      StreamSummary summary = stream.finish();

      assertThat(results).containsExactly("a", "b", "c");
      assertThat(summary.images()).isEqualTo(3);
      assertThat(summary.answeredByEdge()).isEqualTo(2);
      assertThat(summary.answeredByDevice()).isEqualTo(1);
      assertThat(summary.medianNanos()).isPositive();
      assertThat(summary.p95Nanos()).isGreaterThanOrEqualTo(summary.medianNanos());
    }
  }

  @Test
  void unordered_resultsComeAsTheyAreReady() throws Exception {
    try (ImageStream stream = open(StreamOptions.usual().withInFlight(2).unordered())) {
      offer(stream, "a", "b");
      CompletableFuture<Answer> first = runner.next();
      runner.next().complete(HandRunner.byEdge());
      awaitResult();
      first.complete(HandRunner.byEdge());
      assertThat(stream.finish().answered()).isEqualTo(2);
      assertThat(results).containsExactly("b", "a");
    }
  }

  private void awaitResult() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (results.isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Test
  void pictureIsReadWhileAnotherIsOnTheWay() throws Exception {
    CountDownLatch read = new CountDownLatch(2);
    Frame frame =
        Frame.of(
            "x",
            inputs -> {
              read.countDown();
              return Map.of();
            });
    try (ImageStream stream = open(StreamOptions.usual())) {
      stream.offer(frame);
      stream.offer(frame);
      assertThat(read.await(20, TimeUnit.SECONDS)).isTrue();
      runner.next().complete(HandRunner.byEdge());
      runner.next().complete(HandRunner.byEdge());
    }
  }

  @Test
  void oneInFlight_isOneAfterAnother() throws Exception {
    AtomicInteger read = new AtomicInteger();
    Frame frame =
        Frame.of(
            "x",
            inputs -> {
              read.incrementAndGet();
              return Map.of();
            });
    try (ImageStream stream = open(StreamOptions.usual().withInFlight(1))) {
      stream.offer(frame);
      stream.offer(frame);
      CompletableFuture<Answer> first = runner.next();
      assertThat(read).hasValue(1);
      assertThat(runner.isAsked()).isFalse();
      first.complete(HandRunner.byEdge());
      runner.next().complete(HandRunner.byEdge());
      stream.finish();
      assertThat(read).hasValue(2);
    }
  }

  @Test
  void dropOldest_keepsTheNewestThatMayWait() throws Exception {
    assertBehind(WhenBehind.DROP_OLDEST, "a", "b dropped: the line was behind", "c", "d");
  }

  @Test
  void dropNewest_keepsThoseThatWait() throws Exception {
    assertBehind(WhenBehind.DROP_NEWEST, "a", "b", "c", "d dropped: the line was behind");
  }

  private void assertBehind(WhenBehind policy, String... expected) throws Exception {
    StreamOptions options = StreamOptions.usual().when(policy).withQueue(2).withInFlight(1);
    try (ImageStream stream = open(options)) {
      offer(stream, "a");
      CompletableFuture<Answer> first = runner.next();
      offer(stream, "b", "c", "d");
      first.complete(HandRunner.byEdge());
      runner.next().complete(HandRunner.byEdge());
      runner.next().complete(HandRunner.byEdge());
      assertThat(stream.finish().dropped()).isEqualTo(1);
      assertThat(results).containsExactly(expected);
    }
  }

  @Test
  void local_theDeviceAnswersWhatTheLineCannotTake() throws Exception {
    HandRunner device = new HandRunner();
    StreamOptions options =
        StreamOptions.usual().when(WhenBehind.LOCAL).withQueue(1).withInFlight(1);
    try (ImageStream stream =
        ImageStream.open(INPUTS, new Runners(runner, Optional.of(device)), options, this::take)) {
      offer(stream, "a");
      CompletableFuture<Answer> first = runner.next();
      offer(stream, "b", "c");
      device
          .next()
          .complete(HandRunner.answer(new ServedBy.Device(ServedBy.With.WHOLE_MODEL, "behind")));
      first.complete(HandRunner.byEdge());
      runner.next().complete(HandRunner.byEdge());
      StreamSummary summary = stream.finish();
      assertThat(summary.answeredByDevice()).isEqualTo(1);
      assertThat(summary.dropped()).isZero();
      assertThat(results).containsExactly("a", "b", "c");
    }
  }

  @Test
  void local_needsARunnerForIt() {
    StreamOptions options = StreamOptions.usual().when(WhenBehind.LOCAL);
    assertThatThrownBy(() -> open(options)).isInstanceOf(ScissionLiteException.class);
  }

  @Test
  void wait_losesNothingAndHoldsTheSourceBack() throws Exception {
    ExecutorService camera = Executors.newSingleThreadExecutor();
    StreamOptions options = StreamOptions.usual().withQueue(1).withInFlight(1);
    try (ImageStream stream = open(options)) {
      AtomicInteger offered = new AtomicInteger();
      var unused =
          camera.submit(
              () -> {
                for (String name : List.of("a", "b", "c", "d", "e")) {
                  offer(stream, name);
                  offered.incrementAndGet();
                }
                return null;
              });
      for (int answered = 0; answered < 5; answered++) {
        CompletableFuture<Answer> next = runner.next();
        assertThat(offered.get()).isLessThanOrEqualTo(answered + 2);
        next.complete(HandRunner.byEdge());
      }
      camera.shutdown();
      assertThat(camera.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
      assertThat(stream.finish().answered()).isEqualTo(5);
      assertThat(results).containsExactly("a", "b", "c", "d", "e");
    } finally {
      camera.shutdownNow();
    }
  }

  @Test
  void wait_countsFromThePicturesTurn_dropFromItsArrival() throws Exception {
    try (Standstill standstill = Standstill.watched()) {
      assertThat(waitOfTheSecond(WhenBehind.WAIT) - standstill.nanos()).isLessThan(150_000_000);
    }
    assertThat(waitOfTheSecond(WhenBehind.DROP_OLDEST)).isGreaterThanOrEqualTo(200_000_000);
  }

  private long waitOfTheSecond(WhenBehind policy) throws Exception {
    List<Long> waits = Collections.synchronizedList(new ArrayList<>());
    StreamOptions options = StreamOptions.usual().when(policy).withInFlight(1);
    FrameRunner quick = (inputs, arrived) -> CompletableFuture.completedFuture(HandRunner.byEdge());
    CountDownLatch busy = new CountDownLatch(1);
    Frame slow =
        Frame.of(
            "slow",
            inputs -> {
              awaitQuietly(busy);
              return Map.of();
            });
    try (ImageStream stream =
        ImageStream.open(
            INPUTS,
            Runners.of(quick),
            options,
            result -> waits.add(((FrameResult.Answered) result).latency().waitNanos()))) {
      stream.offer(slow);
      offer(stream, "second");
      Thread.sleep(200);
      busy.countDown();
      stream.finish();
    }
    return waits.get(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void pictureThatIsNone_andAnswerThatFails_areResultsAndTheStreamGoesOn() throws Exception {
    try (ImageStream stream = open(StreamOptions.usual())) {
      offer(stream, "a");
      stream.offer(Frame.ofFailure("b", new ScissionLiteException("no picture")));
      stream.offer(
          Frame.of(
              "c",
              inputs -> {
                throw new StackOverflowError();
              }));
      offer(stream, "d", "e");
      runner.next().complete(HandRunner.byEdge());
      runner.next().completeExceptionally(new ScissionLiteException("edge is away"));
      runner.next().complete(HandRunner.byEdge());
      assertThat(stream.finish().failed()).isEqualTo(3);
    }
    assertThat(results)
        .containsExactly(
            "a",
            "b failed: no picture",
            "c failed: unexpected: java.lang.StackOverflowError",
            "d failed: edge is away",
            "e");
  }

  @Test
  void stop_answersWhatIsInWorkAndDropsWhatWaits() throws Exception {
    try (ImageStream stream = open(StreamOptions.usual().withInFlight(1))) {
      offer(stream, "a");
      CompletableFuture<Answer> first = runner.next();
      offer(stream, "b", "c");
      CompletableFuture<StreamSummary> stopped =
          CompletableFuture.supplyAsync(() -> stopQuietly(stream));
      while (stream.offer(HandRunner.frames("late").get(0))) {
        Thread.onSpinWait();
      }
      first.complete(HandRunner.byEdge());
      StreamSummary summary = stopped.get(20, TimeUnit.SECONDS);
      assertThat(summary.answered()).isEqualTo(1);
      assertThat(summary.images()).isEqualTo(results.size());
      assertThat(results)
          .startsWith(
              "a", "b dropped: the stream was stopped", "c dropped: the stream was stopped");
    }
  }

  private static StreamSummary stopQuietly(ImageStream stream) {
    try {
      return stream.stop();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void resultsThatCannotBeTaken_endTheStreamWithTheReason() throws Exception {
    ScissionLiteException full = new ScissionLiteException("no space left");
    try (ImageStream stream =
        ImageStream.open(
            INPUTS,
            Runners.of((inputs, arrived) -> CompletableFuture.completedFuture(HandRunner.byEdge())),
            StreamOptions.usual(),
            result -> {
              throw full;
            })) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  offer(stream, "a");
                }
              })
          .isSameAs(full);
      assertThatThrownBy(stream::finish).isSameAs(full);
    }
  }

  @Test
  void takerOfResultsThatRunsOutOfMemory_doesNotLeaveTheStreamHanging() throws Exception {
    try (ImageStream stream =
        ImageStream.open(
            INPUTS,
            Runners.of(runner),
            StreamOptions.usual(),
            result -> {
              throw new OutOfMemoryError("heap");
            })) {
      offer(stream, "a");
      runner.next().complete(HandRunner.byEdge());
      assertThatThrownBy(stream::finish)
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining("OutOfMemoryError: heap");
    }
  }

  @Test
  void offersOfSeveralThreads_eachGetOneResult() throws Exception {
    ExecutorService cameras = Executors.newFixedThreadPool(4);
    StreamOptions options = StreamOptions.usual().withQueue(1).withInFlight(1);
    FrameRunner quick = (inputs, arrived) -> CompletableFuture.supplyAsync(HandRunner::byEdge);
    try (ImageStream stream = ImageStream.open(INPUTS, Runners.of(quick), options, this::take)) {
      for (int camera = 0; camera < 4; camera++) {
        String name = "camera " + camera;
        var unused =
            cameras.submit(
                () -> {
                  for (int i = 0; i < 50; i++) {
                    offer(stream, name);
                  }
                  return null;
                });
      }
      cameras.shutdown();
      assertThat(cameras.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      assertThat(stream.finish().answered()).isEqualTo(200);
      assertThat(results).hasSize(200);
    }
  }

  @Test
  void streamWithoutPictures_hasAnEmptySummary() throws Exception {
    try (ImageStream stream = open(StreamOptions.usual())) {
      assertThat(stream.finish()).isEqualTo(new StreamSummary(0, 0, 0, 0, 0, 0, 0, 0));
      assertThat(stream.offer(HandRunner.frames("late").get(0))).isFalse();
    }
  }
}
