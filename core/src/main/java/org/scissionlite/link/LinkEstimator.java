package org.scissionlite.link;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.scissionlite.error.ScissionLiteException;

/**
 * The link that explains what was measured over it.
 *
 * <p>The round trip is the lower quartile of the small messages, less what their own bytes take, as
 * whatever disturbs a message only makes it later; its jitter is their median distance from their
 * median. The delay of waking is how much later small messages after a silence are, by their
 * medians. A bandwidth is the inverse of the slope of time over bytes among messages that followed
 * each other: a line of least squares through the lower quartile of each size. The window is the
 * one of {@link WindowFit}.
 */
public final class LinkEstimator {
  /** A message that says something of the round trip only. */
  public static final long SMALL_BYTES = 1_000;

  private static final double LOWER_QUARTILE = 0.25;
  private static final double MOST_MEGABITS = 1e6;

  private final List<Sample> samples;
  private final Framing framing;

  private LinkEstimator(List<Sample> samples, Framing framing) {
    this.samples = samples;
    this.framing = framing;
  }

  /**
   * Estimates a link from samples in any order.
   *
   * @param framing with which they were sent
   * @throws ScissionLiteException without a small message, or without steady messages of another
   *     size; the way back is taken to be as fast as the way there where no long answer was seen
   */
  public static Link estimate(List<Sample> samples, Framing framing) {
    return new LinkEstimator(List.copyOf(samples), framing).link();
  }

  private Link link() {
    double[] pings = millis(sample -> isSmall(sample) && isSteady(sample));
    if (pings.length == 0) {
      throw new ScissionLiteException(
          "the link cannot be estimated: expected messages of at most %d bytes, got none"
              .formatted(SMALL_BYTES));
    }
    double middle = quantile(pings, 0.5);
    double[] distances = Arrays.stream(pings).map(each -> Math.abs(each - middle)).toArray();
    double there =
        megabits(Message::bytes, each -> each.message().replyBytes() <= SMALL_BYTES)
            .orElseThrow(
                () ->
                    new ScissionLiteException(
                        "the link cannot be estimated: expected messages of several sizes that"
                            + " follow each other, got none"));
    double back =
        megabits(Message::replyBytes, each -> each.message().bytes() <= SMALL_BYTES).orElse(there);
    double least = (stream(Message::bytes) / there + stream(Message::replyBytes) / back) / 125;
    double roundTrip = Math.max(0, early(pings) - least);
    Link link =
        new Link(
            roundTrip, there, back, Window.defaults(roundTrip), framing, quantile(distances, 0.5));
    double[] woken = millis(sample -> isSmall(sample) && !isSteady(sample));
    double wake = woken.length == 0 ? 0 : Math.max(0, quantile(woken, 0.5) - middle);
    return WindowFit.of(
        link.withWakeMillis(wake),
        samples.stream().filter(each -> !isSteady(each) && !isSmall(each)).toList());
  }

  private static boolean isSmall(Sample sample) {
    return sample.message().bytes() <= SMALL_BYTES && sample.message().replyBytes() <= SMALL_BYTES;
  }

  private static boolean isSteady(Sample sample) {
    return sample.silenceMillis() <= Link.STEADY_MILLIS;
  }

  /** Bytes of a typical small message, with framing. */
  private double stream(ToLongFunction<Message> direction) {
    return samples.stream()
        .filter(LinkEstimator::isSmall)
        .mapToDouble(each -> framing.streamBytes(direction.applyAsLong(each.message())))
        .average()
        .orElse(0);
  }

  private double[] millis(Predicate<Sample> which) {
    return samples.stream().filter(which).mapToDouble(Sample::millis).toArray();
  }

  /** The bandwidth of a direction; nothing where only one size went there. */
  private OptionalDouble megabits(ToLongFunction<Message> direction, Predicate<Sample> which) {
    Map<Double, double[]> bySize =
        samples.stream()
            .filter(which.and(LinkEstimator::isSteady))
            .collect(
                Collectors.groupingBy(
                    each -> framing.streamBytes(direction.applyAsLong(each.message())),
                    TreeMap::new,
                    Collectors.collectingAndThen(
                        Collectors.toList(),
                        all -> all.stream().mapToDouble(Sample::millis).toArray())));
    if (bySize.size() < 2) {
      return OptionalDouble.empty();
    }
    double meanBytes = bySize.keySet().stream().mapToDouble(x -> x).average().orElseThrow();
    double meanMillis =
        bySize.values().stream().mapToDouble(LinkEstimator::early).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (Map.Entry<Double, double[]> size : bySize.entrySet()) {
      double bytes = size.getKey() - meanBytes;
      products += bytes * (early(size.getValue()) - meanMillis);
      squares += bytes * bytes;
    }
    double slope = Math.max(products / squares, 1 / (125 * MOST_MEGABITS));
    return OptionalDouble.of(1 / (125 * slope));
  }

  private static double early(double[] millis) {
    return quantile(millis, LOWER_QUARTILE);
  }

  /** Between the nearest two of the sorted values, in proportion. */
  private static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
