package org.scissionlite.profile;

import java.nio.file.Path;
import java.time.Clock;
import org.scissionlite.block.BlockChain;
import org.scissionlite.engine.Engine;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;

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
  private final Reporting reporting;
  private final Clock clock;
  private final MemoryMeter memory;

  public Benchmark(Engine engine, BenchmarkListener listener) {
    this(engine, listener, Stopwatch.system(), Clock.systemUTC());
  }

  /**
   * @param stopwatch measures
   * @param clock tells the time of the measurement
   */
  public Benchmark(Engine engine, BenchmarkListener listener, Stopwatch stopwatch, Clock clock) {
    this(engine, new Reporting(stopwatch, listener), clock, MemoryMeter.none());
  }

  private Benchmark(Engine engine, Reporting reporting, Clock clock, MemoryMeter memory) {
    this.engine = engine;
    this.reporting = reporting;
    this.clock = clock;
    this.memory = memory;
  }

  /** This benchmark with measured instead of computed memory of the slices. */
  public Benchmark measuringMemoryWith(MemoryMeter meter) {
    return new Benchmark(engine, reporting, clock, meter);
  }

  /**
   * Measures a model.
   *
   * @throws org.scissionlite.error.ScissionLiteException if the engine cannot run a block
   */
  public Profile run(Model model, BenchmarkOptions options) {
    return run(model, options, Checkpoint.none(wholeSamples(options)));
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
        "%s %s %s %s"
            .formatted(model.sha256(), model.graph().inputs(), engine.description(), options);
    Checkpoint checkpoint = Checkpoint.open(unfinished, key, wholeSamples(options));
    if (!checkpoint.cuts().isEmpty()) {
      reporting.listener().resumed(checkpoint.cuts().size());
    }
    Path file = ProfileFile.write(folder, run(model, options, checkpoint));
    checkpoint.delete();
    return file;
  }

  private static Samples wholeSamples(BenchmarkOptions options) {
    return new Samples(options.onCallingThread());
  }

  private Profile run(Model model, BenchmarkOptions options, Checkpoint checkpoint) {
    BlockChain chain = BlockChain.of(model.graph(), options.maxCutTensors());
    Relay relay = new Relay(chain, engine, options.threads());
    Measuring.Result result =
        new Measuring(relay, options, reporting, new SliceMeter(chain, memory), checkpoint).run();
    return new Profile(
            options.system(),
            new ProfiledModel(model.name(), model.sha256(), model.graph().layers().size()),
            provenance(options, batch(model.graph())),
            result.blocks(),
            result.cuts(),
            result.whole(),
            result.doubts())
        .slowedDown(options.slowdown());
  }

  /** The first dimension of the first input; 1 where the input is a list of numbers. */
  private static int batch(ModelGraph graph) {
    Shape shape = graph.inputs().get(0).shape();
    return shape.rank() < 2 ? 1 : shape.dim(0);
  }

  private Provenance provenance(BenchmarkOptions options, int batch) {
    return new Provenance(
        engine.description(),
        options.threads(),
        Machine.cpu(),
        Machine.cores(),
        Machine.os(),
        Machine.java(),
        clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString(),
        options.warmup(),
        options.repeats(),
        options.slowdown(),
        batch);
  }
}
