package org.scissionlite.link;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.error.UsageException;

/**
 * The congestion window of a TCP connection: how much a sender may have on the way, and what
 * silence does to it.
 *
 * <p>A connection begins with {@link #initialBytes}. While a message needs more, the window is
 * multiplied by {@link #growth} with every round trip (slow start, RFC 5681), up to {@link
 * #mostBytes}. Messages that follow each other keep it open: Linux lets it grow to twice what is
 * used. Silence closes it: for every {@link #restartMillis} it is halved, never below the initial
 * one (RFC 2861, {@code tcp_slow_start_after_idle}). Linux halves in steps, after one such time for
 * the first, after two for the second; a link's timer is known to within a fraction of it only, so
 * the model goes through the middle of the steps: after n times, n - 1/2 halvings.
 *
 * <p>The threshold at which slow start ends plays no part of its own: Linux keeps it at three
 * quarters of the window before the silence, which is one and a half of what such a message needs.
 *
 * @param initialBytes the window of a new or long idle connection; ten segments of 1,448 bytes (RFC
 *     6928) unless measured
 * @param growth factor a round trip, 1.1 to 4; 2 unless measured
 * @param mostBytes the largest window that the two systems' buffers allow, infinite if not known
 * @param restartMillis the silence that halves it, the retransmission time-out; infinite where
 *     silence changes nothing (BBR, or {@code tcp_slow_start_after_idle=0})
 */
public record Window(double initialBytes, double growth, double mostBytes, double restartMillis) {
  /** Ten segments. */
  public static final double DEFAULT_INITIAL_BYTES = 10.0 * Framing.SEGMENT_BYTES;

  /** Every acknowledged byte lets one more out. */
  public static final double DEFAULT_GROWTH = 2;

  /** Linux's least retransmission time-out, to which the round trip is added. */
  public static final double LEAST_RESTART_MILLIS = 200;

  private static final double LEAST_GROWTH = 1.1;
  private static final double MOST_GROWTH = 4;

  /** How much larger than a message its window becomes when such messages follow each other. */
  private static final double LEARNT = 2;

  public Window {
    require(
        initialBytes >= 1 && initialBytes <= 1e12,
        "initial window: expected 1 byte or more",
        initialBytes);
    require(
        growth >= LEAST_GROWTH && growth <= MOST_GROWTH,
        "window growth: expected 1.1 to 4",
        growth);
    require(
        mostBytes >= initialBytes,
        "largest window: expected at least the initial one of %.0f bytes".formatted(initialBytes),
        mostBytes);
    require(restartMillis >= 1, "window restart: expected 1 ms or more", restartMillis);
  }

  private static void require(boolean holds, String expected, double found) {
    if (!holds) {
      throw new UsageException("%s, got %s".formatted(expected, found));
    }
  }

  /** What systems do unless they were measured: Linux with CUBIC or Reno. */
  public static Window defaults(double roundTripMillis) {
    return new Window(
        DEFAULT_INITIAL_BYTES,
        DEFAULT_GROWTH,
        Double.POSITIVE_INFINITY,
        LEAST_RESTART_MILLIS + roundTripMillis);
  }

  /** The window that a message finds after others of its size and a silence. */
  double after(double silenceMillis, double bytes) {
    double learnt = Math.min(Math.max(initialBytes, LEARNT * bytes), mostBytes);
    double halvings =
        Double.isInfinite(restartMillis) ? 0 : Math.max(0, silenceMillis / restartMillis - 0.5);
    return halvings == 0 ? learnt : Math.max(initialBytes, learnt * Math.pow(2, -halvings));
  }

  /**
   * The nanoseconds that a message waits for acknowledgements, beside its bytes at the full rate
   * and one round trip.
   *
   * <p>Of every round trip in which the window does not fill the link the sender uses what the
   * window takes to send, and waits for the rest. 14,480 bytes at 60 Mbit/s take 1.9 ms, so of a
   * first round of 27.4 ms 25.5 are waited, of a second 23.5, of a third 19.7.
   *
   * @param start the window that the message finds
   * @param path over which it goes
   */
  double waitNanos(double bytes, double start, Path path) {
    double wait = 0;
    double left = bytes;
    double window = start;
    while (left > window && window < path.bytes()) {
      double idle = path.roundTripNanos() - window * path.nanosPerByte();
      if (window >= mostBytes) {
        return wait + (Math.ceil(left / window) - 1) * idle;
      }
      wait += idle;
      left -= window;
      window = Math.min(window * growth, mostBytes);
    }
    return wait;
  }

  /**
   * One direction of a link.
   *
   * @param roundTripNanos there and back
   * @param nanosPerByte of this direction
   */
  record Path(double roundTripNanos, double nanosPerByte) {
    /** The bandwidth-delay product: the window that fills it. */
    double bytes() {
      return roundTripNanos / nanosPerByte;
    }
  }

  /**
   * The windows that a message would go through over an endless path: where one of them just fills
   * the link, its time bends.
   */
  List<Double> rounds(double bytes, double start) {
    List<Double> rounds = new ArrayList<>();
    double left = bytes;
    double window = start;
    while (left > window) {
      rounds.add(window);
      if (window >= mostBytes) {
        break;
      }
      left -= window;
      window = Math.min(window * growth, mostBytes);
    }
    return rounds;
  }
}
