package org.scissionlite.benchmarks.soak;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How far something grew over the last two thirds of a run: the slope of a line through the means
 * of twelve blocks of the samples, times the length. Samples that follow each other are alike;
 * means of blocks are hardly, so that the usual interval of a slope holds for them.
 *
 * <p>Memory is <b>flat</b> unless the interval excludes that it did not grow <b>and</b> the growth
 * is more than is allowed.
 *
 * @param meanBytes the mean of the blocks
 * @param bytes the growth; negative where it shrank
 * @param errorBytes half of the interval that holds the true growth in 95 of 100 runs
 * @param seconds over how long
 */
record Growth(double meanBytes, double bytes, double errorBytes, double seconds) {
  private static final int BLOCKS = 12;

  /** Student's t for 95 % and the 10 degrees of freedom of a line through 12 points. */
  private static final double STUDENT = 2.228;

  /** What no run of this kind can tell from nothing. */
  private static final double LEAST_BYTES = 3e6;

  /**
   * Of samples in the order of time; at least 18.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  static Growth of(List<MemorySample> samples, ToDoubleFunction<MemorySample> value) {
    List<MemorySample> last = samples.subList(samples.size() / 3, samples.size());
    if (last.size() < BLOCKS) {
      throw new IllegalArgumentException(
          "expected at least %d samples, got %d".formatted(3 * BLOCKS / 2, samples.size()));
    }
    double[] times = new double[BLOCKS];
    double[] values = new double[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) {
      List<MemorySample> block =
          last.subList(i * last.size() / BLOCKS, (i + 1) * last.size() / BLOCKS);
      times[i] = block.stream().mapToDouble(MemorySample::seconds).average().orElseThrow();
      values[i] = block.stream().mapToDouble(value).average().orElseThrow();
    }
    return through(times, values, last.get(last.size() - 1).seconds() - last.get(0).seconds());
  }

  private static Growth through(double[] times, double[] values, double seconds) {
    double meanTime = Arrays.stream(times).average().orElseThrow();
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = 0;
    double products = 0;
    for (int i = 0; i < times.length; i++) {
      squares += (times[i] - meanTime) * (times[i] - meanTime);
      products += (times[i] - meanTime) * (values[i] - mean);
    }
    double slope = products / squares;
    double rest = 0;
    for (int i = 0; i < times.length; i++) {
      double deviation = values[i] - mean - slope * (times[i] - meanTime);
      rest += deviation * deviation;
    }
    double error = STUDENT * Math.sqrt(rest / (times.length - 2) / squares);
    return new Growth(mean, slope * seconds, error * seconds, seconds);
  }

  /**
   * Whether it is flat.
   *
   * @param percent of the mean that it may grow
   */
  boolean isFlat(double percent) {
    return bytes - errorBytes <= 0 || bytes <= allowedBytes(percent);
  }

  double allowedBytes(double percent) {
    return Math.max(LEAST_BYTES, percent / 100 * meanBytes);
  }

  /** For people. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%.1f MB, %+.2f MB (%+.2f to %+.2f) over the last %.1f min",
        meanBytes / 1e6,
        bytes / 1e6,
        (bytes - errorBytes) / 1e6,
        (bytes + errorBytes) / 1e6,
        seconds / 60);
  }
}
