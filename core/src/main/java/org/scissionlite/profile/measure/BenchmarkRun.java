package org.scissionlite.profile.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.scissionlite.block.Block;
import org.scissionlite.block.BlockRange;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.IntervalTimes;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.measure.interval.IntervalBenchmark;
import org.scissionlite.profile.measure.interval.RunThread;
import org.scissionlite.profile.measure.sampling.DispatchOverhead;
import org.scissionlite.profile.measure.sampling.EmptyRun;
import org.scissionlite.profile.measure.sampling.MachineNoise;
import org.scissionlite.profile.measure.sampling.Sampler;
import org.scissionlite.profile.measure.sampling.Samples;
import org.scissionlite.profile.measure.slice.BlockTimes;
import org.scissionlite.profile.measure.slice.Slices;
import org.scissionlite.profile.memory.SliceMeter;

/** One benchmark under way. */
final class BenchmarkRun {
  private static final int WHOLE_TURNS = 4;

  private final BenchmarkOptions options;
  private final ProgressReporting reporting;
  private final SliceMeter memory;
  private final BenchmarkCheckpoint checkpoint;
  private final SequentialRun sequence;
  private final Sampler sampler;

  BenchmarkRun(
      SequentialRun sequence,
      BenchmarkOptions options,
      ProgressReporting reporting,
      SliceMeter memory,
      BenchmarkCheckpoint checkpoint) {
    this.sequence = sequence;
    this.memory = memory;
    this.options = options;
    this.reporting = reporting;
    this.checkpoint = checkpoint;
    this.sampler = options.runs().sampler(reporting.stopwatch());
  }

  /**
   * What was measured, without a slowdown.
   *
   * @param entry the way into the engine and back, which no time holds
   * @param warnings what makes it doubtful
   */
  record Result(
      List<BlockProfile> blocks,
      List<CutProfile> cuts,
      Timing whole,
      Timing entry,
      Optional<IntervalTimes> intervals,
      List<String> warnings) {
    /**
     * The entry at intervals. A disturbed moment can measure it longer; but no model runs faster
     * once in a while than in a hot loop.
     */
    private Timing entry(IntervalBenchmark.Times seldom) {
      long most = seldom.whole().medianNanos() - whole.medianNanos();
      return seldom.entry().atMost(Math.max(entry.medianNanos(), most));
    }

    /** How many times as long as in the hot loop the whole model took behind its entry. */
    private double factor(IntervalBenchmark.Times seldom) {
      double nanos = seldom.whole().minus(entry(seldom).medianNanos()).medianNanos();
      return nanos > 0 && whole.medianNanos() > 0 ? nanos / whole.medianNanos() : 1;
    }

    private Result with(IntervalTimes times) {
      return new Result(blocks, cuts, whole, entry, Optional.of(times), warnings);
    }
  }

  /**
   * Measures everything.
   *
   * @param between what the system does between two runs at intervals
   */
  Result run(Runnable between) {
    try (Session session =
        sequence.engine().open(sequence.chain().graph(), options.runs().threads())) {
      Map<String, Tensor> inputs = sequence.inputs().timed();
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      Runnable whole = () -> session.run(inputs, outputs);
      outputs.putAll(SequentialRun.outputs(session, inputs));
      return options.pace().isBackToBack() ? hot(whole) : atIntervals(between, whole);
    }
  }

  /** The first runs of the process, the hot loop, and runs at intervals. */
  private Result atIntervals(Runnable between, Runnable whole) {
    List<TensorSpec> inputs = sequence.chain().graph().inputs();
    try (EmptyRun nothing = EmptyRun.open(sequence.engine(), options.runs().threads(), inputs);
        RunThread thread = runThread()) {
      nothing.run();
      IntervalBenchmark.Work work = new IntervalBenchmark.Work(between, whole, nothing);
      IntervalBenchmark seldom =
          new IntervalBenchmark(
              options.pace().interval().toNanos(),
              options.runs().repeats(),
              thread,
              options.runs().onCallingThread(),
              reporting.stopwatch());
      Optional<IntervalBenchmark.Times> start =
          options.pace().fromStart()
              ? Optional.of(seldom.measure(work, phase("first runs")::done))
              : Optional.empty();
      Result hot = hot(whole);
      IntervalBenchmark.Times steady = seldom.measure(work, phase("runs at intervals")::done);
      return hot.with(
          new IntervalTimes(
              seldom.intervalNanos(),
              seldom.runs(),
              hot.factor(steady),
              start.map(hot::factor).orElse(null),
              hot.entry(steady)));
    }
  }

  /** All have threads for it; a device hands its own inputs over. */
  private RunThread runThread() {
    return options.system().tier() == Tier.DEVICE
        ? RunThread.ofDevice(sampler, reporting.stopwatch())
        : RunThread.worker(sampler, reporting.stopwatch());
  }

  private ProgressReporting.Phase phase(String name) {
    return reporting.phase(name, 2 * options.runs().repeats());
  }

  private Result hot(Runnable wholeRun) {
    long throttledBegin = reporting.stopwatch().throttledNanos();
    Timing idleDispatch =
        DispatchOverhead.of(sequence.engine(), options.runs().threads(), reporting.stopwatch());
    measureBlocks(wholeRun, idleDispatch.medianNanos());
    Timing dispatch = idleDispatch.atMost(mostDispatchNanos());
    long dispatchNanos = dispatch.medianNanos();
    Timing whole = checkpoint.whole().timing().minus(dispatchNanos);
    BlockTimes alone = new BlockTimes(aloneTimes(dispatchNanos));
    BlockTimes chosen = inSlices(alone, dispatchNanos);
    MachineNoise noise = checkpoint.noise().plus(MachineNoise.of(checkpoint.whole()));
    List<String> warnings = new ArrayList<>(ProfileWarnings.of(noise, whole, chosen));
    long throttledNanos = reporting.stopwatch().throttledNanos() - throttledBegin;
    ProfileWarnings.ofQuota(throttledNanos).ifPresent(warnings::add);
    return new Result(
        blockProfiles(chosen), checkpoint.cuts(), whole, dispatch, Optional.empty(), warnings);
  }

  /**
   * The dispatch is part of every run, so it is shorter than the shortest; a disturbed moment can
   * measure it longer, and a tiny model would then take no time at all.
   */
  private long mostDispatchNanos() {
    long shortest =
        Stream.concat(
                Stream.of(checkpoint.whole().timing()),
                BlockRange.all(blockCount(), 1).stream()
                    .map(block -> checkpoint.timing(block).orElseThrow()))
            .mapToLong(Timing::medianNanos)
            .min()
            .orElse(0);
    return shortest - shortest / 10;
  }

  private int blockCount() {
    return sequence.chain().blocks().size();
  }

  private void measureBlocks(Runnable whole, long dispatchNanos) {
    CutBenchmark cuts = new CutBenchmark(sequence.engine(), options, sampler, dispatchNanos);
    ProgressReporting.Phase phase = reporting.phase("blocks and cuts", blockCount());
    sequence.run(
        BlockRange.all(blockCount(), 1),
        (block, examples, run) -> {
          int index = block.first();
          phase.done(index);
          if (checkpoint.cuts().size() <= index) {
            Block measured = sequence.chain().blocks().get(index);
            checkpoint.cuts().add(cuts.measure(measured.input(), examples, memory.at(index)));
          }
          measure(block, run);
          sampleWhole(whole, block.end());
          checkpoint.save();
        });
    phase.done(blockCount());
  }

  private void measure(BlockRange range, Runnable run) {
    if (checkpoint.timing(range).isEmpty()) {
      checkpoint.put(range, sampler.measure(run));
      checkpoint.add(sampler.takeNoise());
    }
  }

  /** Takes the whole model's samples in turns spread evenly between the blocks. */
  private void sampleWhole(Runnable whole, int blocksDone) {
    int turnsDue = WHOLE_TURNS * blocksDone / blockCount();
    int due = options.runs().repeats() * turnsDue / WHOLE_TURNS;
    Samples samples = checkpoint.whole();
    if (samples.usable() < due && turnsDue > WHOLE_TURNS * (blocksDone - 1) / blockCount()) {
      sampler.sample(whole, samples, due - samples.usable());
    }
  }

  private List<Timing> aloneTimes(long dispatchNanos) {
    return BlockRange.all(blockCount(), 1).stream()
        .map(block -> checkpoint.timing(block).orElseThrow().minus(dispatchNanos))
        .toList();
  }

  /** The blocks' times by the slices that this system will run. */
  private BlockTimes inSlices(BlockTimes alone, long dispatchNanos) {
    Slices slices = Slices.of(options.system().tier(), blockCount());
    ProgressReporting.Phase phase = reporting.phase("slices", slices.ends().size());
    SortedMap<Integer, Timing> measured = new TreeMap<>();
    for (BlockRange slice : slices.ranges()) {
      phase.done(measured.size());
      sequence
          .timedAlone()
          .run(
              slices.upTo(slice),
              (range, examples, run) -> {
                if (range.equals(slice)) {
                  measure(slice, run);
                }
              });
      Timing timing = checkpoint.timing(slice).orElseThrow().minus(dispatchNanos);
      measured.put(slice.count(), timing);
      checkpoint.save();
    }
    phase.done(measured.size());
    return BlockTimes.shares(alone.blocks(), slices.differences(measured));
  }

  private List<BlockProfile> blockProfiles(BlockTimes times) {
    List<BlockProfile> profiles = new ArrayList<>();
    for (Block block : sequence.chain().blocks()) {
      profiles.add(
          new BlockProfile(
              block.index(),
              block.firstLayer(),
              block.lastLayer(),
              block.output().name(),
              block.output().bytes(),
              times.blocks().get(block.index())));
    }
    return List.copyOf(profiles);
  }
}
