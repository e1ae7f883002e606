package org.scissionlite.offload.device.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scissionlite.offload.device.timing.RunningTime;

class LocalAnswersTest {
  private static final long SECOND = 1_000_000_000;

  private final LocalAnswers answers = new LocalAnswers(Duration.ofSeconds(100));
  private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
  private final RunningTime quick = time(1_000);

  @AfterEach
  void close() {
    answers.close();
  }

  private static RunningTime time(long nanos) {
    RunningTime time = new RunningTime();
    time.took(nanos);
    return time;
  }

  private LocalAnswers.Job plan(String name, double dueSeconds) {
    long due = System.nanoTime() + Math.round(dueSeconds * SECOND);
    return answers.plan(due, quick, () -> done.add(name));
  }

  private String next() throws InterruptedException {
    return done.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void answerThatAnEdgeMayStillGive_waitsUntilItMustBegin() throws Exception {
    long begun = System.nanoTime();
    plan("late", 0.3);
    assertThat(next()).isEqualTo("late");
    assertThat((System.nanoTime() - begun) / 1e6).isBetween(270.0, 5000.0);
  }

  @Test
  void answerThatNoEdgeWillGive_beginsAtOnce() throws Exception {
    plan("later", 60);
    answers.hurry(plan("hurried", 80));
    assertThat(next()).isEqualTo("hurried");
    assertThat(done).isEmpty();
  }

  @Test
  void answerThatIsNotNeededAnyMore_isNotComputed() throws Exception {
    LocalAnswers.Job dropped = plan("dropped", 0.2);
    answers.drop(dropped);
    plan("kept", 0.3);
    assertThat(next()).isEqualTo("kept");
  }

  @Test
  void answers_beginInTheOrderInWhichTheyAreDue() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    answers.hurry(answers.plan(System.nanoTime(), quick, () -> await(busy, free)));
    busy.await();
    LocalAnswers.Job second = plan("second", 60);
    LocalAnswers.Job first = plan("first", 50);
    answers.hurry(second);
    answers.hurry(first);
    free.countDown();
    assertThat(next()).isEqualTo("first");
    assertThat(next()).isEqualTo("second");
  }

  @Test
  void longAnswerInAHurry_doesNotMakeAnotherLate() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    answers.hurry(answers.plan(System.nanoTime(), quick, () -> await(busy, free)));
    busy.await();
    plan("soon due", 10);
    RunningTime minute = time(60 * SECOND);
    answers.hurry(
        answers.plan(System.nanoTime() + 99 * SECOND, minute, () -> done.add("a minute long")));
    free.countDown();
    assertThat(next()).isEqualTo("soon due");
    assertThat(next()).isEqualTo("a minute long");
  }

  private static void await(CountDownLatch busy, CountDownLatch free) {
    busy.countDown();
    try {
      free.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void stop_waitsForTheAnswerThatIsBeingComputed() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    answers.hurry(answers.plan(System.nanoTime(), quick, () -> await(busy, free)));
    busy.await();
    assertThat(answers.stop(Duration.ofMillis(10))).isFalse();
    free.countDown();
    assertThat(answers.stop(Duration.ofSeconds(20))).isTrue();
  }
}
