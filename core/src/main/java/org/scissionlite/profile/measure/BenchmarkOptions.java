package org.scissionlite.profile.measure;

import java.util.List;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.profile.ProfileChecks;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.measure.sampling.Sampler;
import org.scissionlite.profile.measure.sampling.Stopwatch;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * How a benchmark measures.
 *
 * @param system the machine's tier and name
 * @param threads of the engine
 * @param warmup least runs of each part before the measured ones; 0 for none
 * @param repeats samples of each part; a part of microseconds gets up to 20 times as many
 * @param transferLayers specs of the TLs to measure at every cut where they fit
 * @param preprocessing what the TLs undo that send the picture itself
 * @param slowdown factor by which all times are multiplied, to emulate a slower system; 1 for none
 * @param maxCutTensors cuts of at most so many tensors; with more the model has smaller blocks
 * @param typicalLayers specs of the TLs whose cost alone is measured where they fit, without
 *     fitting them; those among the other TLs are left out
 * @param pace how often inputs come
 */
public record BenchmarkOptions(
    SystemId system,
    int threads,
    int warmup,
    int repeats,
    List<String> transferLayers,
    Preprocessing preprocessing,
    double slowdown,
    int maxCutTensors,
    List<String> typicalLayers,
    Pace pace) {
  private static final List<String> USUAL_LAYERS =
      List.of("pixels", "jpeg:q=85", "webp:q=75", "pool2", "q8", "pool2+q8");

  private static final List<String> TYPICAL_LAYERS =
      List.of("q4", "pca", "transform", "learned", "learned:c=64,s=4");

  /**
   * @throws org.scissionlite.error.UsageException for a missing value, one out of range, or an
   *     unknown TL
   */
  public BenchmarkOptions {
    ProfileChecks.present(system, "system");
    ProfileChecks.present(preprocessing, "preprocessing");
    ProfileChecks.present(pace, "pace");
    ProfileChecks.atLeast(1, threads, "threads");
    ProfileChecks.atLeast(0, warmup, "warmup");
    ProfileChecks.atLeast(1, repeats, "repeats");
    ProfileChecks.atLeast(1, maxCutTensors, "maxCutTensors");
    double factor = slowdown;
    ProfileChecks.that(
        Double.isFinite(factor) && factor > 0,
        () -> "slowdown: expected a number above 0, got %s".formatted(factor));
    transferLayers =
        canonical(ProfileChecks.present(transferLayers, "transferLayers"), preprocessing);
    List<String> fitted = transferLayers;
    typicalLayers =
        canonical(ProfileChecks.present(typicalLayers, "typicalLayers"), preprocessing).stream()
            .filter(spec -> !fitted.contains(spec))
            .toList();
  }

  private static List<String> canonical(List<String> specs, Preprocessing preprocessing) {
    return specs.stream()
        .map(spec -> TransferLayers.parse(spec, preprocessing).spec())
        .distinct()
        .toList();
  }

  /**
   * One thread, 3 runs to warm up, 10 repeats, the picture itself as "pixels", "jpeg:q=85" and
   * "webp:q=75", the TLs "pool2", "q8" and "pool2+q8", no slowdown, cuts of one tensor; the cost of
   * one or two members of each other family.
   */
  public static BenchmarkOptions of(SystemId system) {
    return new BenchmarkOptions(
        system,
        1,
        3,
        10,
        USUAL_LAYERS,
        Preprocessing.named("raw"),
        1,
        1,
        TYPICAL_LAYERS,
        Pace.BACK_TO_BACK);
  }

  public BenchmarkOptions withThreads(int count) {
    return new BenchmarkOptions(
        system,
        count,
        warmup,
        repeats,
        transferLayers,
        preprocessing,
        slowdown,
        maxCutTensors,
        typicalLayers,
        pace);
  }

  /** These options with other numbers of runs. */
  public BenchmarkOptions withRuns(int warmups, int measured) {
    return new BenchmarkOptions(
        system,
        threads,
        warmups,
        measured,
        transferLayers,
        preprocessing,
        slowdown,
        maxCutTensors,
        typicalLayers,
        pace);
  }

  public BenchmarkOptions withTransferLayers(List<String> specs) {
    return new BenchmarkOptions(
        system,
        threads,
        warmup,
        repeats,
        specs,
        preprocessing,
        slowdown,
        maxCutTensors,
        typicalLayers,
        pace);
  }

  public BenchmarkOptions withPreprocessing(Preprocessing other) {
    return new BenchmarkOptions(
        system,
        threads,
        warmup,
        repeats,
        transferLayers,
        other,
        slowdown,
        maxCutTensors,
        typicalLayers,
        pace);
  }

  public BenchmarkOptions withSlowdown(double factor) {
    return new BenchmarkOptions(
        system,
        threads,
        warmup,
        repeats,
        transferLayers,
        preprocessing,
        factor,
        maxCutTensors,
        typicalLayers,
        pace);
  }

  public BenchmarkOptions withTypicalLayers(List<String> specs) {
    return new BenchmarkOptions(
        system,
        threads,
        warmup,
        repeats,
        transferLayers,
        preprocessing,
        slowdown,
        maxCutTensors,
        specs,
        pace);
  }

  /** These options for inputs that come so often. */
  public BenchmarkOptions withPace(Pace other) {
    return new BenchmarkOptions(
        system,
        threads,
        warmup,
        repeats,
        transferLayers,
        preprocessing,
        slowdown,
        maxCutTensors,
        typicalLayers,
        other);
  }

  /** A sampler of as many runs as these options say. */
  Sampler sampler(Stopwatch stopwatch) {
    return new Sampler(stopwatch, warmup, repeats, onCallingThread());
  }

  /**
   * Whether the thread that measures does all the work: an engine of one thread uses its caller's.
   */
  boolean onCallingThread() {
    return threads == 1;
  }

  /** The TLs, in the order of their specs. */
  List<TransferLayer> layers() {
    return parsed(transferLayers);
  }

  /** The TLs whose cost alone is measured. */
  List<TransferLayer> typical() {
    return parsed(typicalLayers);
  }

  private List<TransferLayer> parsed(List<String> specs) {
    return specs.stream().map(spec -> TransferLayers.parse(spec, preprocessing)).toList();
  }
}
