package org.scissionlite.profile.measure.interval;

import java.util.function.IntConsumer;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.measure.sampling.Samples;
import org.scissionlite.profile.measure.sampling.Stopwatch;

/**
 * Runs a model once in a while, as a system does: a device decodes a picture, then the whole model
 * runs; an edge sleeps, and a worker is woken for it.
 *
 * <p>In between, as often, runs something that computes nothing: the entry, which every slice takes
 * once, whatever its length. The model takes the entry and a multiple of its time in the hot loop:
 * with 20 ms in the hot loop, 0.5 for nothing and 26.5 for the model the multiple is 1.3, which is
 * taken to hold for its blocks and for transfer layers alike: inside a slice they find the same
 * caches. To measure each of them so would take a night.
 *
 * @param intervalNanos from one run to the next
 * @param runs of each kind
 * @param thread that runs the model
 * @param onCallingThread whether all work of a run is done by the thread that runs it
 */
public record IntervalBenchmark(
    long intervalNanos, int runs, RunThread thread, boolean onCallingThread, Stopwatch stopwatch) {
  /**
   * What runs, once each interval.
   *
   * @param between what the system does before a run
   * @param whole the uncut model
   * @param nothing a run that computes nothing
   */
  public record Work(Runnable between, Runnable whole, Runnable nothing) {}

  /**
   * What was measured.
   *
   * @param whole the uncut model, the entry included
   * @param entry what a run takes that computes nothing
   */
  public record Times(Timing whole, Timing entry) {}

  /**
   * Measures the whole model and the entry in turns.
   *
   * @param done hears how many of twice the runs are done
   */
  public Times measure(Work work, IntConsumer done) {
    Samples whole = new Samples(onCallingThread);
    Samples entry = new Samples(onCallingThread);
    long begin = stopwatch.nanos();
    for (int run = 0; run < 2 * runs; run++) {
      done.accept(run);
      stopwatch.pauseUntil(begin + run * intervalNanos);
      work.between().run();
      boolean isWhole = run % 2 == 0;
      (isWhole ? whole : entry).add(thread.time(isWhole ? work.whole() : work.nothing()));
    }
    done.accept(2 * runs);
    return new Times(whole.timing(), entry.timing());
  }
}
