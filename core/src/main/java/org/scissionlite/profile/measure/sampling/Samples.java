package org.scissionlite.profile.measure.sampling;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.profile.Timing;

/**
 * The samples of one part, told apart by whether another program disturbed them.
 *
 * <p>A run that computes on the calling thread alone has no reason to wait: of runs of 4.0, 4.1 and
 * 9.0 ms that waited 0, 0 and 5 ms for a processor, the third is disturbed, and counts with the 4.0
 * ms in which it ran. Where the engine has threads of its own, or an accelerator, each run waits
 * about equally long; one that waited longer than the one that waited least, by more than a tenth
 * of the shortest run and 20 microseconds, is disturbed and left out. A run that only took longer
 * is no less true than the others.
 */
public final class Samples {
  private static final long SLACK_NANOS = 20_000;
  private static final int SLACK_SHARE = 10;

  private final boolean onCallingThread;
  private final List<Sample> taken = new ArrayList<>();

  /**
   * @param onCallingThread whether all work is done by the thread that measures
   */
  public Samples(boolean onCallingThread) {
    this.onCallingThread = onCallingThread;
  }

  public void add(Sample sample) {
    taken.add(sample);
  }

  /** All samples in the order in which they were taken. */
  public List<Sample> taken() {
    return List.copyOf(taken);
  }

  public int size() {
    return taken.size();
  }

  /** How long all samples took together. */
  public long totalNanos() {
    return taken.stream().mapToLong(Sample::nanos).sum();
  }

  /** How many samples the timing stands on. */
  public int usable() {
    return onCallingThread ? taken.size() : taken.size() - disturbed();
  }

  /** How many samples other programs disturbed. */
  public int disturbed() {
    long most = mostWaited();
    return (int) taken.stream().filter(sample -> sample.waitedNanos() > most).count();
  }

  /** The timing; at least one sample was taken. */
  public Timing timing() {
    long most = mostWaited();
    return Timing.of(
        taken.stream()
            .filter(sample -> onCallingThread || sample.waitedNanos() <= most)
            .map(sample -> sample.waitedNanos() <= most ? sample.nanos() : sample.ranNanos())
            .toList());
  }

  /** The longest that an undisturbed sample may have waited. */
  private long mostWaited() {
    long least =
        onCallingThread ? 0 : taken.stream().mapToLong(Sample::waitedNanos).min().orElse(0);
    long shortest = taken.stream().mapToLong(Sample::nanos).min().orElse(0);
    return least + shortest / SLACK_SHARE + SLACK_NANOS;
  }
}
