package org.scissionlite.profile.measure;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.scissionlite.block.BlockChain;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.profile.Machine;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfileFile;
import org.scissionlite.profile.ProfiledModel;
import org.scissionlite.profile.Provenance;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.measure.interval.Disturbance;
import org.scissionlite.profile.measure.sampling.CpuQuota;
import org.scissionlite.profile.measure.sampling.Samples;
import org.scissionlite.profile.measure.sampling.Stopwatch;
import org.scissionlite.profile.memory.MemoryMeter;
import org.scissionlite.profile.memory.SliceMeter;

/**
 * Measures a model block by block on this machine (the paper's ScissionTL Benchmark).
 *
 * <p>Every block runs on the real activations that the block before it wrote, after a warm-up; at
 * every cut the conversion to bytes and the TLs are measured as they will run. The whole model is
 * measured in between, so that drift of a shared machine does not bias the comparison.
 *
 * <pre>{@code
 * BenchmarkOptions options = BenchmarkOptions.of(new SystemId(Tier.DEVICE, "pi4"));
 * Profile profile = new Benchmark(engine, BenchmarkListener.silent()).run(model, options);
 * }</pre>
 */
public final class Benchmark {
  private final Engine engine;
  private final ProgressReporting reporting;
  private final Clock clock;
  private final MemoryMeter memory;
  private final List<Path> images;

  public Benchmark(Engine engine, BenchmarkListener listener) {
    this(engine, listener, Stopwatch.system(), Clock.systemUTC());
  }

  /**
   * @param stopwatch measures
   * @param clock tells the time of the measurement
   */
  public Benchmark(Engine engine, BenchmarkListener listener, Stopwatch stopwatch, Clock clock) {
    this(engine, new ProgressReporting(stopwatch, listener), clock, MemoryMeter.none(), List.of());
  }

  private Benchmark(
      Engine engine,
      ProgressReporting reporting,
      Clock clock,
      MemoryMeter memory,
      List<Path> images) {
    this.engine = engine;
    this.reporting = reporting;
    this.clock = clock;
    this.memory = memory;
    this.images = images;
  }

  /** This benchmark with measured instead of computed memory of the slices. */
  public Benchmark measuringMemoryWith(MemoryMeter meter) {
    return new Benchmark(engine, reporting, clock, meter, images);
  }

  /**
   * This benchmark on images instead of noise: transfer layers learn from every second of them, and
   * the bytes of those whose size depends on the data are counted on the others.
   *
   * @param folder of images
   * @param chosen those of it that are used
   * @throws UsageException if these are fewer than two
   */
  public Benchmark onImages(Path folder, List<Path> chosen) {
    if (chosen.size() < 2) {
      throw new UsageException(
          "%s: expected two images or more, one to fit transfer layers and one to count bytes; got %s"
              .formatted(folder, chosen.size()));
    }
    return new Benchmark(engine, reporting, clock, memory, List.copyOf(chosen));
  }

  /**
   * Measures a model.
   *
   * @throws org.scissionlite.error.ScissionLiteException if the engine cannot run a block, or an
   *     image cannot be read
   */
  public Profile run(Model model, BenchmarkOptions options) {
    return run(model, options, BenchmarkCheckpoint.none(wholeSamples(options)));
  }

  /**
   * Measures a model and writes the profile into a folder. A run that was stopped continues, if its
   * model, options and engine are the same: what is done lies in the file
   * TIER-NAME-MODEL.unfinished.
   *
   * @return the profile's file
   * @throws org.scissionlite.error.ScissionLiteException if the engine cannot run a block, or the
   *     folder cannot be written
   */
  public Path run(Model model, BenchmarkOptions options, Path folder) {
    String name = ProfileFile.name(options.system(), model.name());
    Path unfinished = folder.resolve(name.replaceAll("\\.json$", ".unfinished"));
    String key =
        "%s %s %s %s %s"
            .formatted(
                model.sha256(), model.graph().inputs(), engine.description(), options, images);
    BenchmarkCheckpoint checkpoint =
        BenchmarkCheckpoint.open(unfinished, key, wholeSamples(options));
    if (!checkpoint.cuts().isEmpty()) {
      reporting.listener().resumed(checkpoint.cuts().size());
    }
    Path file = ProfileFile.write(folder, run(model, options, checkpoint));
    checkpoint.delete();
    return file;
  }

  private static Samples wholeSamples(BenchmarkOptions options) {
    return new Samples(options.runs().onCallingThread());
  }

  private Profile run(Model model, BenchmarkOptions options, BenchmarkCheckpoint checkpoint) {
    BlockChain chain = BlockChain.of(model.graph(), options.maxCutTensors());
    ExampleInputs inputs =
        SampleInputs.of(model.graph().inputs(), images, options.layers().preprocessing());
    SequentialRun sequence = new SequentialRun(chain, engine, options.runs().threads(), inputs);
    BenchmarkRun.Result result =
        new BenchmarkRun(sequence, options, reporting, new SliceMeter(chain, memory), checkpoint)
            .run(between(model, options));
    return new Profile(
            options.system(),
            new ProfiledModel(model.name(), model.sha256(), model.graph().layers().size()),
            provenance(options, batch(model.graph())),
            result.blocks(),
            result.cuts(),
            result.whole(),
            result.entry(),
            result.intervals().orElse(null),
            result.warnings())
        .slowedDown(options.slowdown());
  }

  /** A device decodes the next picture; the others sleep until a request comes. */
  private Runnable between(Model model, BenchmarkOptions options) {
    return options.system().tier() == Tier.DEVICE
        ? Disturbance.of(images, options.layers().preprocessing(), model.graph().inputs().get(0))
        : () -> {};
  }

  /** The first dimension of the first input; 1 where the input is a list of numbers. */
  private static int batch(ModelGraph graph) {
    Shape shape = graph.inputs().get(0).shape();
    return shape.rank() < 2 ? 1 : shape.dim(0);
  }

  private Provenance provenance(BenchmarkOptions options, int batch) {
    return new Provenance(
        engine.description(),
        options.runs().threads(),
        Machine.cpu() + CpuQuota.ofThisProcess().inWords(),
        Machine.cores(),
        Machine.os(),
        Machine.java(),
        clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString(),
        options.runs().warmup(),
        options.runs().repeats(),
        options.slowdown(),
        batch);
  }
}
