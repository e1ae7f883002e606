package org.scissionlite.profile.measure.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.measure.sampling.FakeStopwatch;
import org.scissionlite.profile.measure.sampling.Sample;
import org.scissionlite.profile.measure.sampling.Sampler;
import org.scissionlite.profile.measure.sampling.Stopwatch;

class IntervalBenchmarkTest {
  private static final long MILLI = 1_000_000;

  private final FakeStopwatch stopwatch = new FakeStopwatch();
  private final List<String> log = new ArrayList<>();

  private Runnable taking(String name, long nanos) {
    return () -> {
      log.add(name + " " + stopwatch.nanos() / MILLI);
      stopwatch.runs(nanos);
    };
  }

  private IntervalBenchmark.Work work() {
    return new IntervalBenchmark.Work(
        taking("picture", 5 * MILLI), taking("whole", 20 * MILLI), taking("nothing", MILLI));
  }

  @Test
  void modelAndEntry_runInTurnsOnceEachIntervalBehindAPicture() {
    List<Integer> done = new ArrayList<>();
    IntervalBenchmark.Times times;
    try (RunThread thread = RunThread.ofDevice(sampler(stopwatch), stopwatch)) {
      times = on(thread).measure(work(), done::add);
    }
    assertThat(log)
        .containsExactly(
            "picture 0",
            "whole 5",
            "picture 100",
            "nothing 105",
            "picture 200",
            "whole 205",
            "picture 300",
            "nothing 305");
    assertThat(times.whole()).isEqualTo(new Timing(20 * MILLI, 20 * MILLI, 0, 2));
    assertThat(times.entry()).isEqualTo(new Timing(MILLI, MILLI, 0, 2));
    assertThat(done).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void worker_runsAndHandingOverIsPartOfTheTime() {
    Stopwatch ticking = new Ticking();
    List<String> threads = new ArrayList<>();
    try (RunThread worker = RunThread.worker(sampler(ticking), ticking)) {
      Sample sample = worker.time(() -> threads.add(Thread.currentThread().getName()));
      assertThat(sample).as("begin, begin and end at the worker, end").isEqualTo(new Sample(3, 0));
    }
    assertThat(threads).containsExactly("benchmark-worker");
  }

  @Test
  void deviceHasAThreadOfItsOwn_andHandingOverIsNotPartOfTheTime() {
    Stopwatch ticking = new Ticking();
    List<String> threads = new ArrayList<>();
    try (RunThread device = RunThread.ofDevice(sampler(ticking), ticking)) {
      Sample sample = device.time(() -> threads.add(Thread.currentThread().getName()));
      assertThat(sample).as("begin and end at the worker").isEqualTo(new Sample(1, 0));
    }
    assertThat(threads).containsExactly("benchmark-worker");
  }

  @Test
  void failureOnTheWorker_isTheCallersFailure() {
    try (RunThread worker = RunThread.worker(sampler(stopwatch), stopwatch)) {
      Runnable failing =
          () -> {
            throw new ScissionLiteException("the engine failed");
          };
      assertThatThrownBy(() -> worker.time(failing))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessage("the engine failed");
    }
  }

  private static Sampler sampler(Stopwatch stopwatch) {
    return new Sampler(stopwatch, 1, 2, true);
  }

  private IntervalBenchmark on(RunThread thread) {
    return new IntervalBenchmark(100 * MILLI, 2, thread, true, stopwatch);
  }

  /** A nanosecond passes from one look to the next; all of it is work. */
  private static final class Ticking implements Stopwatch {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong cpuNanos = new AtomicLong();

    @Override
    public long nanos() {
      return nanos.incrementAndGet();
    }

    @Override
    public long threadCpuNanos() {
      return cpuNanos.incrementAndGet();
    }
  }
}
