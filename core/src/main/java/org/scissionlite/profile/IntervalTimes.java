package org.scissionlite.profile;

/**
 * How much longer a system takes for inputs that come now and then than in a hot loop: another
 * program part, such as decoding the picture, has had the caches in between, and the processor
 * slept.
 *
 * @param intervalNanos from one run to the next
 * @param runs of each kind
 * @param steady once everything is compiled and loaded
 * @param start of the first runs of the process; null where it had run before
 */
public record IntervalTimes(long intervalNanos, int runs, Factors steady, Factors start) {
  /**
   * @throws org.scissionlite.error.UsageException for a missing or negative value
   */
  public IntervalTimes {
    ProfileChecks.atLeast(1, intervalNanos, "intervalNanos");
    ProfileChecks.atLeast(1, runs, "runs of intervals");
    ProfileChecks.present(steady, "steady");
  }

  /**
   * Multiples of the times of a hot loop.
   *
   * @param execution of blocks and of the whole model
   * @param transferLayers of encoders, decoders and codecs, and of the conversion without any
   */
  public record Factors(double execution, double transferLayers) {
    public Factors {
      positive("execution", execution);
      positive("transferLayers", transferLayers);
    }

    private static void positive(String field, double factor) {
      ProfileChecks.that(
          factor > 0 && Double.isFinite(factor),
          () -> "factor of %s: expected a number above 0, got %s".formatted(field, factor));
    }
  }
}
