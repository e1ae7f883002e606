package org.scissionlite.profile.measure.sampling;

import java.util.Arrays;
import org.scissionlite.profile.Timing;

/**
 * Measures actions: runs each until its time is stable, then takes samples until enough of them are
 * usable.
 *
 * <p>With 10 repeats an action of 30 ms is sampled 10 times; one of 20 microseconds 150 times, so
 * that 3 ms are measured.
 */
public final class Sampler {
  private static final long LEAST_NANOS = 3_000_000;
  private static final int MOST_WARMUPS = 5;
  private static final int MOST_ON_BUSY_MACHINE = 3;
  private static final int MOST_OF_SHORT = 20;
  private static final int STABLE_RUNS = 3;
  private static final int FEW_RUNS = 3;

  private final Stopwatch stopwatch;
  private final int warmup;
  private final int repeats;
  private final boolean onCallingThread;
  private MachineNoise noise = MachineNoise.none();

  /**
   * @param warmup least runs before the measured ones; they go on, up to five times as many, until
   *     three in a row differ by at most a tenth
   * @param repeats usable samples that are wanted
   * @param onCallingThread whether all work of the actions is done by the thread that measures
   */
  public Sampler(Stopwatch stopwatch, int warmup, int repeats, boolean onCallingThread) {
    this.stopwatch = stopwatch;
    this.warmup = warmup;
    this.repeats = repeats;
    this.onCallingThread = onCallingThread;
  }

  /** A sampler by the same clock that is quick, for what need not be known exactly. */
  public Sampler ofFewRuns() {
    return new Sampler(stopwatch, 1, FEW_RUNS, onCallingThread);
  }

  /** The timing of an action after its warm-up. */
  public Timing measure(Runnable action) {
    Samples samples = new Samples(onCallingThread);
    sample(action, samples, repeats);
    while (samples.totalNanos() < LEAST_NANOS && samples.size() < MOST_OF_SHORT * repeats) {
      samples.add(time(action));
    }
    noise = noise.plus(MachineNoise.of(samples));
    return samples.timing();
  }

  /**
   * Warms an action up and adds so many usable samples of it; on a busy machine it stops at three
   * times as many, usable or not.
   */
  public void sample(Runnable action, Samples samples, int count) {
    warmUp(action);
    int wanted = samples.usable() + count;
    int most = samples.size() + MOST_ON_BUSY_MACHINE * count;
    while (samples.usable() < wanted && samples.size() < most) {
      samples.add(time(action));
    }
  }

  private void warmUp(Runnable action) {
    long[] last = new long[STABLE_RUNS];
    for (int run = 0; run < MOST_WARMUPS * warmup; run++) {
      last[run % STABLE_RUNS] = time(action).nanos();
      if (run + 1 >= Math.max(warmup, STABLE_RUNS) && isStable(last)) {
        return;
      }
    }
  }

  private static boolean isStable(long[] nanos) {
    long least = Arrays.stream(nanos).min().orElse(0);
    long most = Arrays.stream(nanos).max().orElse(0);
    return most - least <= least / 10;
  }

  /**
   * One run, as it comes. The wait that a quota imposes is no disturbance: the machine has no more
   * to give.
   */
  public Sample time(Runnable action) {
    long throttledBegin = stopwatch.throttledNanos();
    long cpuBegin = stopwatch.threadCpuNanos();
    long begin = stopwatch.nanos();
    action.run();
    long nanos = Math.max(0, stopwatch.nanos() - begin);
    long cpuNanos = stopwatch.threadCpuNanos() - cpuBegin;
    long throttledNanos = stopwatch.throttledNanos() - throttledBegin;
    return new Sample(nanos, Math.max(0, nanos - cpuNanos - throttledNanos));
  }

  /** How disturbed everything was that {@link #measure} measured since the last call. */
  public MachineNoise takeNoise() {
    MachineNoise taken = noise;
    noise = MachineNoise.none();
    return taken;
  }
}
