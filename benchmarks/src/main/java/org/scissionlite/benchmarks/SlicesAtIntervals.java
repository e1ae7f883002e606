package org.scissionlite.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.BlockRange;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.measure.interval.Disturbance;
import org.scissionlite.profile.measure.sampling.DispatchOverhead;
import org.scissionlite.profile.measure.sampling.EmptyRun;
import org.scissionlite.profile.measure.sampling.Sampler;
import org.scissionlite.profile.measure.sampling.Stopwatch;

/**
 * What slices of a model take at intervals, beside what is predicted from the whole model: by a
 * factor alone, and by an entry and a factor. Slices of the first 1, 1/8, 1/4, 1/2 and all blocks
 * and a run that computes nothing take turns, each behind a picture, one thread.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.SlicesAtIntervals \
 *     MODEL INTERVAL_MILLIS ROUNDS
 * </pre>
 *
 * @param ends behind the last block of each slice, the whole model last
 * @param hotMillis of each slice in a hot loop, without the way into the engine
 * @param measuredMillis of each slice at intervals
 * @param dispatchMillis the way into the engine in a hot loop
 * @param entryMillis a run at intervals that computes nothing
 */
public record SlicesAtIntervals(
    List<Integer> ends,
    List<Double> hotMillis,
    List<Double> measuredMillis,
    double dispatchMillis,
    double entryMillis) {
  public SlicesAtIntervals {
    ends = List.copyOf(ends);
    hotMillis = List.copyOf(hotMillis);
    measuredMillis = List.copyOf(measuredMillis);
  }

  /**
   * How often.
   *
   * @param intervalNanos from one run to the next
   * @param rounds in which each slice runs once
   */
  record Pace(long intervalNanos, int rounds) {}

  private static final int ARGUMENTS = 3;
  private static final int WARMUP = 20;
  private static final int HOT_RUNS = 60;

  /** Runs it on the command line; see the class. */
  public static void main(String[] arguments) {
    if (arguments.length != ARGUMENTS) {
      System.err.println("expected MODEL INTERVAL_MILLIS ROUNDS");
      System.exit(2);
    }
    ModelGraph graph = OnnxReader.read(Path.of(arguments[0])).graph();
    long intervalNanos = Long.parseLong(arguments[1]) * 1_000_000;
    measure(graph, new Pace(intervalNanos, Integer.parseInt(arguments[2]))).print();
  }

  static SlicesAtIntervals measure(ModelGraph graph, Pace pace) {
    Engine engine = new OrtEngine();
    Stopwatch stopwatch = Stopwatch.system();
    BlockChain chain = BlockChain.of(graph);
    int blocks = chain.blocks().size();
    List<Integer> ends =
        IntStream.of(1, blocks / 8, blocks / 4, blocks / 2, blocks).boxed().toList();
    double dispatch = DispatchOverhead.of(engine, 1, stopwatch).medianMillis();
    try (Closer closer = new Closer()) {
      List<Runnable> runs = new ArrayList<>();
      for (int end : ends) {
        runs.add(run(closer.own(engine.open(new BlockRange(0, end).graph(chain), 1))));
      }
      List<Double> hot = new ArrayList<>();
      for (Runnable run : runs) {
        Timing timing = new Sampler(stopwatch, WARMUP, HOT_RUNS, true).measure(run);
        hot.add(timing.medianMillis() - dispatch);
      }
      runs.add(closer.own(EmptyRun.open(engine, 1, graph.inputs())));
      Runnable picture =
          Disturbance.of(List.of(), Preprocessing.named("raw"), graph.inputs().get(0));
      List<Double> seldom = inTurns(runs, picture, stopwatch, pace);
      return new SlicesAtIntervals(
          ends, hot, seldom.subList(0, ends.size()), dispatch, seldom.get(ends.size()));
    }
  }

  /** A run of a session, whose buffers are there. */
  private static Runnable run(Session session) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    session.inputs().forEach(spec -> inputs.put(spec.name(), Tensor.zeros(spec.type())));
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    session.run(inputs).forEach((name, tensor) -> outputs.put(name, Tensor.zeros(tensor.type())));
    return () -> session.run(inputs, outputs);
  }

  /** The median of each run's processor time, once each interval, in milliseconds. */
  private static List<Double> inTurns(
      List<Runnable> runs, Runnable picture, Stopwatch stopwatch, Pace pace) {
    Sampler sampler = new Sampler(stopwatch, 1, 1, true);
    List<List<Long>> nanos = runs.stream().<List<Long>>map(run -> new ArrayList<>()).toList();
    long begin = stopwatch.nanos();
    for (int turn = 0; turn < pace.rounds() * runs.size(); turn++) {
      stopwatch.pauseUntil(begin + turn * pace.intervalNanos());
      picture.run();
      int which = turn % runs.size();
      nanos.get(which).add(sampler.time(runs.get(which)).ranNanos());
    }
    return nanos.stream().map(each -> Timing.of(each).medianMillis()).toList();
  }

  /** The last slice, which is the whole model, as a multiple of the hot loop behind a constant. */
  private double factor(double constantMillis) {
    int whole = ends.size() - 1;
    return (measuredMillis.get(whole) - constantMillis) / hotMillis.get(whole);
  }

  /** What is predicted of a slice with a constant. */
  double predicted(int slice, double constantMillis) {
    return constantMillis + factor(constantMillis) * hotMillis.get(slice);
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "entry %.3f ms, in the hot loop %.3f; factor %.2f, without an entry %.2f%n",
        entryMillis,
        dispatchMillis,
        factor(entryMillis),
        factor(dispatchMillis));
    for (int slice = 0; slice < ends.size(); slice++) {
      System.out.printf(
          Locale.ROOT,
          "%d blocks: hot loop %.3f ms, measured %.3f, predicted %.3f, without an entry %.3f%n",
          ends.get(slice),
          hotMillis.get(slice),
          measuredMillis.get(slice),
          predicted(slice, entryMillis),
          predicted(slice, dispatchMillis));
    }
  }
}
