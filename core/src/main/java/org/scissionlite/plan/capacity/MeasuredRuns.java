package org.scissionlite.plan.capacity;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.scissionlite.error.UsageException;

/**
 * Run times as they were measured for some sizes of a batch. Between two sizes they are
 * interpolated; beyond the largest a request takes as long as in that one.
 *
 * @param sizes in any order; kept in that of their batches
 */
public record MeasuredRuns(List<Size> sizes) implements ServiceTime {
  public MeasuredRuns {
    sizes = sizes.stream().sorted(Comparator.comparingInt(Size::batch)).toList();
    if (sizes.isEmpty()) {
      throw new UsageException("measured runs: expected those of a batch or more, got none");
    }
    if (sizes.stream().map(Size::batch).distinct().count() < sizes.size()) {
      throw new UsageException("measured runs: a batch stands there more than once");
    }
  }

  /**
   * The runs of one size.
   *
   * @param batch how many requests each answered
   * @param millis how long each took
   */
  public record Size(int batch, List<Double> millis) {
    public Size {
      millis = millis.stream().sorted().toList();
      if (batch < 1 || millis.isEmpty()) {
        throw new UsageException(
            "measured runs: expected a batch of 1 or more and a time or more, got %d and %d times"
                .formatted(batch, millis.size()));
      }
      for (double each : millis) {
        if (!Double.isFinite(each) || each <= 0) {
          throw new UsageException(
              "measured runs of batch %d: expected milliseconds above 0, got %s"
                  .formatted(batch, each));
        }
      }
    }

    private double meanSeconds() {
      return millis.stream().mapToDouble(each -> each).average().orElseThrow() / 1e3;
    }

    private double seconds(double share) {
      return millis.get((int) (share * millis.size())) / 1e3;
    }
  }

  @Override
  public double seconds(int batch, RandomGenerator random) {
    double share = random.nextDouble();
    return of(batch, size -> size.seconds(share));
  }

  /** The mean time of a run that answers so many requests. */
  public double meanSeconds(int batch) {
    return of(batch, Size::meanSeconds);
  }

  private double of(int batch, ToDoubleFunction<Size> seconds) {
    Size below = sizes.get(0);
    for (Size size : sizes) {
      if (size.batch() >= batch) {
        return between(below, size, batch, seconds);
      }
      below = size;
    }
    return seconds.applyAsDouble(below) * batch / below.batch();
  }

  private static double between(Size below, Size above, int batch, ToDoubleFunction<Size> seconds) {
    double high = seconds.applyAsDouble(above);
    if (below.batch() >= batch) {
      return high;
    }
    double low = seconds.applyAsDouble(below);
    double part = (double) (batch - below.batch()) / (above.batch() - below.batch());
    return low + part * (high - low);
  }
}
