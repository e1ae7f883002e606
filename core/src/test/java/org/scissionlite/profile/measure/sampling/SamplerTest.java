package org.scissionlite.profile.measure.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.profile.Timing;

class SamplerTest {
  private static final long MILLI = 1_000_000;

  private final FakeStopwatch stopwatch = new FakeStopwatch();
  private final List<Long> runs = new ArrayList<>();

  @Test
  void longAction_isSampledAsOftenAsAsked() {
    Timing timing = new Sampler(stopwatch, 3, 10, true).measure(() -> run(30 * MILLI));
    assertThat(timing).isEqualTo(new Timing(30 * MILLI, 30 * MILLI, 0, 10));
    assertThat(runs).hasSize(13);
  }

  @Test
  void shortAction_isSampledUntilThreeMillisecondsAreMeasured() {
    Timing timing = new Sampler(stopwatch, 3, 10, true).measure(() -> run(20_000));
    assertThat(timing.samples()).isEqualTo(150);
  }

  @Test
  void veryShortAction_isSampledTwentyTimesTheRepeats() {
    Timing timing = new Sampler(stopwatch, 3, 10, true).measure(() -> run(10));
    assertThat(timing.samples()).isEqualTo(200);
  }

  @Test
  void warmUp_goesOnUntilThreeRunsAgree() {
    Timing timing =
        new Sampler(stopwatch, 3, 5, true)
            .measure(() -> run(Math.max(10, 100 - 10 * runs.size()) * MILLI));
    assertThat(timing.p95Nanos()).isEqualTo(10 * MILLI);
  }

  @Test
  void warmUp_endsAfterFiveTimesTheRuns() {
    new Sampler(stopwatch, 3, 5, true).measure(() -> run((1 + runs.size() % 2) * MILLI));
    assertThat(runs).hasSizeLessThanOrEqualTo(15 + 5);
  }

  @Test
  void interruptedRun_countsWithTheTimeInWhichItRan() {
    Sampler sampler = new Sampler(stopwatch, 0, 10, true);
    Timing timing =
        sampler.measure(
            () -> {
              run(4 * MILLI);
              stopwatch.waits(runs.size() % 2 == 0 ? 20 * MILLI : 0);
            });
    assertThat(timing).isEqualTo(new Timing(4 * MILLI, 4 * MILLI, 0, 10));
    assertThat(sampler.takeNoise()).isEqualTo(new MachineNoise(10, 5));
    assertThat(sampler.takeNoise()).isEqualTo(MachineNoise.none());
  }

  @Test
  void runThatAQuotaHeldBack_countsWithAllItsTime() {
    for (boolean onCallingThread : List.of(true, false)) {
      Sampler sampler = new Sampler(stopwatch, 0, 10, onCallingThread);
      Timing timing =
          sampler.measure(
              () -> {
                run(50 * MILLI);
                stopwatch.isThrottled(50 * MILLI);
              });
      assertThat(timing).isEqualTo(new Timing(100 * MILLI, 100 * MILLI, 0, 10));
      assertThat(sampler.takeNoise()).isEqualTo(new MachineNoise(10, 0));
    }
  }

  @Test
  void interruptedRunUnderAQuota_countsWithoutTheInterruption() {
    Timing timing =
        new Sampler(stopwatch, 0, 10, true)
            .measure(
                () -> {
                  run(50 * MILLI);
                  stopwatch.isThrottled(50 * MILLI);
                  stopwatch.waits(30 * MILLI);
                });
    assertThat(timing).isEqualTo(new Timing(100 * MILLI, 100 * MILLI, 0, 10));
  }

  @Test
  void interruptedRunOfAnEngineWithItsOwnThreads_isLeftOutAndReplaced() {
    Timing timing =
        new Sampler(stopwatch, 0, 10, false)
            .measure(
                () -> {
                  run(MILLI);
                  stopwatch.waits(runs.size() % 2 == 0 ? 20 * MILLI : 3 * MILLI);
                });
    assertThat(timing).isEqualTo(new Timing(4 * MILLI, 4 * MILLI, 0, 10));
    assertThat(runs).hasSizeBetween(19, 20);
  }

  private void run(long nanos) {
    runs.add(nanos);
    stopwatch.runs(nanos);
  }
}
