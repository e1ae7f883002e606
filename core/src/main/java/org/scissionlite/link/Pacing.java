package org.scissionlite.link;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A sender that paces its messages by what it knows of the link (BBR), in place of a window that
 * silence closes.
 *
 * <p>BBR takes for the link's bandwidth what it saw delivered, and a message that is sent and
 * answered shows it no more than its bytes in one round trip and the time that they take. It sends
 * at about twice that, after a burst of {@link #BURST_BYTES}. For 158,828 bytes at 60 Mbit/s and
 * 27.4 ms: 3.27 MB/s seen, 51.0 ms with the round trip whether or not there was silence; CUBIC
 * takes 48.6 back to back and 117.3 after silence. The share of two and the burst are fits to
 * measurements at 5 to 200 Mbit/s and 2 to 80 ms (docs/link.md).
 */
final class Pacing {
  /** Three segments. */
  static final double BURST_BYTES = 3.0 * Framing.SEGMENT_BYTES;

  private static final double GAIN = 2;

  private Pacing() {}

  /**
   * The nanoseconds that a message is held back, beside its bytes at the full rate and one round
   * trip.
   */
  static double waitNanos(double bytes, Window.Path path) {
    double atFullRate = bytes * path.nanosPerByte();
    double paced = Math.max(0, bytes - BURST_BYTES) / bytes;
    return Math.max(0, paced * (path.roundTripNanos() + atFullRate) / GAIN - atFullRate);
  }

  /**
   * The bandwidth-delay products at which the less of this wait and a window's bends, besides those
   * where the window's bends.
   *
   * @param start the window that the message finds
   */
  static List<Double> bends(double bytes, Window window, double start) {
    List<Double> kinks = new ArrayList<>(window.rounds(bytes, start));
    double paced = Math.max(0, bytes - BURST_BYTES) / bytes;
    if (paced > 0) {
      kinks.add(bytes * (GAIN / paced - 1));
    }
    Collections.sort(kinks);
    List<Double> bends = new ArrayList<>(kinks);
    double far = 2 * kinks.stream().mapToDouble(x -> x).max().orElse(bytes);
    kinks.add(far);
    for (int i = 0; i + 1 < kinks.size(); i++) {
      double from = kinks.get(i);
      double to = kinks.get(i + 1);
      double atFrom = lead(bytes, window, start, from);
      double atTo = lead(bytes, window, start, to);
      double crossing = from + atFrom / (atFrom - atTo) * (to - from);
      boolean within = crossing > from && crossing < to;
      if (within || (i + 2 == kinks.size() && crossing >= to && Double.isFinite(crossing))) {
        bends.add(crossing);
      }
    }
    return bends;
  }

  /** How much longer the window waits, over a link of one nanosecond a byte. */
  private static double lead(double bytes, Window window, double start, double product) {
    Window.Path path = new Window.Path(product, 1);
    return window.waitNanos(bytes, start, path) - waitNanos(bytes, path);
  }
}
