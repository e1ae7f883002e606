package org.scissionlite.profile;

/**
 * How a profile was measured.
 *
 * @param engine name, version and provider of the inference engine
 * @param threads of the engine
 * @param cpu the processor's name
 * @param cores how many the machine offers
 * @param os name, version and architecture
 * @param java the Java runtime's version
 * @param measuredAt UTC, ISO 8601
 * @param warmup least runs before the measured ones
 * @param repeats measured runs of each part
 * @param slowdown factor by which times were multiplied to emulate a slower system; 1 when nothing
 *     is emulated
 * @param batch inputs that one run takes; all times and bytes are those of a whole batch
 */
public record Provenance(
    String engine,
    int threads,
    String cpu,
    int cores,
    String os,
    String java,
    String measuredAt,
    int warmup,
    int repeats,
    double slowdown,
    int batch) {
  /**
   * @throws org.scissionlite.error.UsageException for a missing value, a negative one, or a
   *     slowdown that is no positive number
   */
  public Provenance {
    ProfileChecks.present(engine, "engine");
    ProfileChecks.present(cpu, "cpu");
    ProfileChecks.present(os, "os");
    ProfileChecks.present(java, "java");
    ProfileChecks.present(measuredAt, "measuredAt");
    ProfileChecks.atLeast(0, threads, "threads");
    ProfileChecks.atLeast(0, cores, "cores");
    ProfileChecks.atLeast(0, warmup, "warmup");
    ProfileChecks.atLeast(0, repeats, "repeats");
    ProfileChecks.atLeast(1, batch, "batch");
    ProfileChecks.that(
        Double.isFinite(slowdown) && slowdown > 0,
        () -> "slowdown: expected a number above 0, got %s".formatted(slowdown));
  }

  /** The provenance of a profile with one input a run. */
  public Provenance(
      String engine,
      int threads,
      String cpu,
      int cores,
      String os,
      String java,
      String measuredAt,
      int warmup,
      int repeats,
      double slowdown) {
    this(engine, threads, cpu, cores, os, java, measuredAt, warmup, repeats, slowdown, 1);
  }
}
