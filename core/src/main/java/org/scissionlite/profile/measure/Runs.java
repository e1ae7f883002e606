package org.scissionlite.profile.measure;

import org.scissionlite.profile.ProfileChecks;
import org.scissionlite.profile.measure.sampling.Sampler;
import org.scissionlite.profile.measure.sampling.Stopwatch;

/**
 * How often and on how many threads parts of a model run.
 *
 * @param threads of the engine
 * @param warmup least runs of each part before the measured ones; 0 for none
 * @param repeats samples of each part; a part of microseconds gets up to 20 times as many
 */
public record Runs(int threads, int warmup, int repeats) {
  /**
   * @throws org.scissionlite.error.UsageException for a number out of range
   */
  public Runs {
    ProfileChecks.atLeast(1, threads, "threads");
    ProfileChecks.atLeast(0, warmup, "warmup");
    ProfileChecks.atLeast(1, repeats, "repeats");
  }

  /** A sampler of as many runs. */
  Sampler sampler(Stopwatch stopwatch) {
    return new Sampler(stopwatch, warmup, repeats, onCallingThread());
  }

  /**
   * Whether the thread that measures does all the work: an engine of one thread uses its caller's.
   */
  boolean onCallingThread() {
    return threads == 1;
  }
}
