package org.scissionlite.profile;

/**
 * How much longer a system takes for inputs that come now and then than in a hot loop: something
 * else, such as decoding the picture, has had the caches in between, and the processor slept.
 *
 * @param intervalNanos from one run to the next
 * @param runs of each kind
 * @param steady the time of the whole model as a multiple of the hot loop's, once everything is
 *     compiled and loaded
 * @param start the same of the first runs of the process; null where it had run before
 */
public record IntervalTimes(long intervalNanos, int runs, double steady, Double start) {
  /**
   * @throws org.scissionlite.error.UsageException for a missing value, or one that is not positive
   */
  public IntervalTimes {
    ProfileChecks.atLeast(1, intervalNanos, "intervalNanos");
    ProfileChecks.atLeast(1, runs, "runs of intervals");
    positive("steady", steady);
    if (start != null) {
      positive("start", start);
    }
  }

  private static void positive(String field, double factor) {
    ProfileChecks.that(
        factor > 0 && Double.isFinite(factor),
        () -> "%s of intervals: expected a number above 0, got %s".formatted(field, factor));
  }
}
