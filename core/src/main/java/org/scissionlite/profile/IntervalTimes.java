package org.scissionlite.profile;

/**
 * How much longer a system takes for inputs that come now and then than in a hot loop: something
 * else, such as decoding the picture, has had the caches in between, and the processor slept.
 *
 * <p>A model of 0.44 ms in the hot loop that takes 1.25 ms at intervals, where a run that computes
 * nothing takes 0.31, has an entry of 0.31 ms, once a slice, and a factor of 2.14 for its blocks.
 *
 * @param intervalNanos from one run to the next
 * @param runs of each kind
 * @param steady the time of the whole model without the entry as a multiple of the hot loop's, once
 *     everything is compiled and loaded
 * @param start the same of the first runs of the process; null where it had run before
 * @param entry what a run takes that computes nothing: waking up, on an edge a worker too, and the
 *     way into the engine and back
 */
public record IntervalTimes(
    long intervalNanos, int runs, double steady, Double start, Timing entry) {
  /**
   * @throws org.scissionlite.error.UsageException for a missing value, or one that is not positive
   */
  public IntervalTimes {
    ProfileChecks.atLeast(1, intervalNanos, "intervalNanos");
    ProfileChecks.atLeast(1, runs, "runs of intervals");
    ProfileChecks.present(entry, "entry of intervals");
    positive("steady", steady);
    if (start != null) {
      positive("start", start);
    }
  }

  IntervalTimes slowedDown(double factor) {
    return new IntervalTimes(intervalNanos, runs, steady, start, entry.times(factor));
  }

  private static void positive(String field, double factor) {
    ProfileChecks.that(
        factor > 0 && Double.isFinite(factor),
        () -> "%s of intervals: expected a number above 0, got %s".formatted(field, factor));
  }
}
