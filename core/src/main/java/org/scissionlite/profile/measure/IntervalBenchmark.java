package org.scissionlite.profile.measure;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.IntervalTimes;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.measure.sampling.Sampler;
import org.scissionlite.profile.measure.sampling.Samples;
import org.scissionlite.profile.measure.sampling.Stopwatch;

/**
 * Runs a model once in a while, as a device does: a picture is decoded, then the whole model runs,
 * then each transfer layer at one cut.
 *
 * <p>Compared with the hot loop that gives one factor for blocks and one for transfer layers: a
 * model of 20 ms that takes 26 at intervals, and layers whose medians add up to 3 and to 6 ms, give
 * 1.3 and 2. To measure every block so would take a night.
 */
final class IntervalBenchmark {
  private final Pace pace;
  private final int runs;
  private final boolean onCallingThread;
  private final Stopwatch stopwatch;
  private final Sampler sampler;

  IntervalBenchmark(BenchmarkOptions options, Stopwatch stopwatch) {
    this.pace = options.pace();
    this.runs = options.repeats();
    this.onCallingThread = options.onCallingThread();
    this.stopwatch = stopwatch;
    this.sampler = options.sampler(stopwatch);
  }

  /**
   * What runs, once each interval.
   *
   * @param between what the system does before a run
   * @param whole the uncut model
   * @param scattered transfer layers
   */
  record Work(Runnable between, Runnable whole, ScatteredLayers scattered) {}

  /**
   * What was measured at intervals.
   *
   * @param layers encoder and decoder of each transfer layer
   */
  record Times(Timing whole, List<Halves> layers) {}

  /** The two halves of a transfer layer. */
  record Halves(Timing encoder, Timing decoder) {
    private long nanosWithout(long dispatchNanos) {
      return encoder.minus(dispatchNanos).medianNanos()
          + decoder.minus(dispatchNanos).medianNanos();
    }
  }

  /** Runs everything as often as each part is sampled. */
  Times measure(Work work, ProgressReporting.Phase phase) {
    Samples whole = new Samples(onCallingThread);
    List<Samples> encoders = new ArrayList<>();
    List<Samples> decoders = new ArrayList<>();
    List<ScatteredLayers.Layer> layers = work.scattered().layers();
    layers.forEach(
        layer -> {
          encoders.add(new Samples(onCallingThread));
          decoders.add(new Samples(onCallingThread));
        });
    long begin = stopwatch.nanos();
    for (int run = 0; run < runs; run++) {
      phase.done(run);
      stopwatch.pauseUntil(begin + run * pace.interval().toNanos());
      work.between().run();
      whole.add(sampler.time(work.whole()));
      for (int i = 0; i < layers.size(); i++) {
        encoders.get(i).add(sampler.time(layers.get(i).runs()::encode));
        decoders.get(i).add(sampler.time(layers.get(i).runs()::decode));
      }
    }
    phase.done(runs);
    List<Halves> halves = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      halves.add(new Halves(encoders.get(i).timing(), decoders.get(i).timing()));
    }
    return new Times(whole.timing(), halves);
  }

  /**
   * How much longer that is than in the hot loop. Without transfer layers their factor is the
   * model's.
   *
   * @param scattered the layers of the times
   */
  IntervalTimes.Factors factors(Times times, ScatteredLayers scattered, Hot hot) {
    double whole = times.whole().minus(hot.dispatchNanos()).medianNanos();
    double execution = ratio(whole, hot.wholeNanos(), 1);
    double sum = 0;
    double hotSum = 0;
    for (int i = 0; i < times.layers().size(); i++) {
      ScatteredLayers.Layer layer = scattered.layers().get(i);
      long dispatches = hot.dispatchNanos() * layer.runs().runs().size();
      hotSum += layer.hotNanos(hot.cuts()).orElse(0L);
      sum += times.layers().get(i).nanosWithout(dispatches);
    }
    return new IntervalTimes.Factors(execution, ratio(sum, hotSum, execution));
  }

  private static double ratio(double nanos, double hotNanos, double otherwise) {
    return nanos > 0 && hotNanos > 0 ? nanos / hotNanos : otherwise;
  }

  /**
   * What the hot loop gave.
   *
   * @param wholeNanos of the uncut model, without the dispatch
   */
  record Hot(double wholeNanos, List<CutProfile> cuts, long dispatchNanos) {}

  /** Both factors as the profile holds them. */
  IntervalTimes times(IntervalTimes.Factors steady, IntervalTimes.Factors start) {
    return new IntervalTimes(pace.interval().toNanos(), runs, steady, start);
  }
}
