package org.scissionlite.profile.measure;

import java.util.List;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.profile.ProfileChecks;
import org.scissionlite.profile.SystemId;

/**
 * How a benchmark measures.
 *
 * @param system the machine's tier and name
 * @param runs of each part
 * @param layers the TLs that are measured
 * @param slowdown factor by which all times are multiplied, to emulate a slower system; 1 for none
 * @param maxCutTensors cuts of at most so many tensors; with more the model has smaller blocks
 * @param pace how often inputs come
 */
public record BenchmarkOptions(
    SystemId system,
    Runs runs,
    MeasuredLayers layers,
    double slowdown,
    int maxCutTensors,
    Pace pace) {
  /**
   * @throws org.scissionlite.error.UsageException for a missing value, or one out of range
   */
  public BenchmarkOptions {
    ProfileChecks.present(system, "system");
    ProfileChecks.present(runs, "runs");
    ProfileChecks.present(layers, "layers");
    ProfileChecks.present(pace, "pace");
    ProfileChecks.atLeast(1, maxCutTensors, "maxCutTensors");
    double factor = slowdown;
    ProfileChecks.that(
        Double.isFinite(factor) && factor > 0,
        () -> "slowdown: expected a number above 0, got %s".formatted(factor));
  }

  /**
   * One thread, 3 runs to warm up, 10 repeats, the usual TLs, no slowdown, cuts of one tensor, back
   * to back.
   */
  public static BenchmarkOptions of(SystemId system) {
    return new BenchmarkOptions(
        system, new Runs(1, 3, 10), MeasuredLayers.usual(), 1, 1, Pace.BACK_TO_BACK);
  }

  public BenchmarkOptions withThreads(int count) {
    return with(new Runs(count, runs.warmup(), runs.repeats()));
  }

  /** These options with other numbers of runs. */
  public BenchmarkOptions withRuns(int warmups, int measured) {
    return with(new Runs(runs.threads(), warmups, measured));
  }

  public BenchmarkOptions withTransferLayers(List<String> specs) {
    return with(new MeasuredLayers(specs, layers.typical(), layers.preprocessing()));
  }

  public BenchmarkOptions withTypicalLayers(List<String> specs) {
    return with(new MeasuredLayers(layers.fitted(), specs, layers.preprocessing()));
  }

  public BenchmarkOptions withPreprocessing(Preprocessing other) {
    return with(new MeasuredLayers(layers.fitted(), layers.typical(), other));
  }

  public BenchmarkOptions withSlowdown(double factor) {
    return new BenchmarkOptions(system, runs, layers, factor, maxCutTensors, pace);
  }

  /** These options for inputs that come so often. */
  public BenchmarkOptions withPace(Pace other) {
    return new BenchmarkOptions(system, runs, layers, slowdown, maxCutTensors, other);
  }

  private BenchmarkOptions with(Runs others) {
    return new BenchmarkOptions(system, others, layers, slowdown, maxCutTensors, pace);
  }

  private BenchmarkOptions with(MeasuredLayers others) {
    return new BenchmarkOptions(system, runs, others, slowdown, maxCutTensors, pace);
  }
}
