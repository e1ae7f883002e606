package org.scissionlite.profile.measure;

import org.scissionlite.profile.Timing;
import org.scissionlite.profile.measure.sampling.Sampler;
import org.scissionlite.profile.measure.sampling.Samples;
import org.scissionlite.profile.measure.sampling.Stopwatch;

/**
 * Runs a model once in a while, as a device does: a picture is decoded, then the whole model runs.
 *
 * <p>A model of 20 ms in the hot loop that takes 26 at intervals gives the factor 1.3, which is
 * taken to hold for its blocks and for transfer layers alike: inside a slice they find the same
 * caches. To measure each of them so would take a night.
 */
final class IntervalBenchmark {
  private final Pace pace;
  private final int runs;
  private final boolean onCallingThread;
  private final Stopwatch stopwatch;
  private final Sampler sampler;

  IntervalBenchmark(BenchmarkOptions options, Stopwatch stopwatch) {
    this.pace = options.pace();
    this.runs = options.repeats();
    this.onCallingThread = options.onCallingThread();
    this.stopwatch = stopwatch;
    this.sampler = options.sampler(stopwatch);
  }

  /**
   * What runs, once each interval.
   *
   * @param between what the system does before a run
   * @param whole the uncut model
   */
  record Work(Runnable between, Runnable whole) {}

  /** The timing of the whole model. */
  Timing measure(Work work, ProgressReporting.Phase phase) {
    Samples whole = new Samples(onCallingThread);
    long begin = stopwatch.nanos();
    for (int run = 0; run < runs; run++) {
      phase.done(run);
      stopwatch.pauseUntil(begin + run * pace.interval().toNanos());
      work.between().run();
      whole.add(sampler.time(work.whole()));
    }
    phase.done(runs);
    return whole.timing();
  }
}
