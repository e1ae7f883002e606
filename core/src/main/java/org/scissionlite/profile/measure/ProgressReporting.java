package org.scissionlite.profile.measure;

import org.scissionlite.profile.measure.sampling.Stopwatch;

/**
 * Tells a listener about phases, with the time left by their pace.
 *
 * @param stopwatch measures the pace
 * @param listener is told
 */
record ProgressReporting(Stopwatch stopwatch, BenchmarkListener listener) {
  Phase phase(String name, int total) {
    return new Phase(this, name, total, stopwatch.nanos());
  }

  /**
   * A part of a benchmark.
   *
   * @param total how many steps it has
   * @param begin when it began
   */
  record Phase(ProgressReporting reporting, String name, int total, long begin) {
    /** Tells how many steps are done. */
    void done(int steps) {
      long elapsed = reporting.stopwatch.nanos() - begin;
      long left = steps == 0 ? 0 : Math.round((double) elapsed / steps * (total - steps));
      reporting.listener.at(new BenchmarkListener.Progress(name, steps, total, left));
    }
  }
}
