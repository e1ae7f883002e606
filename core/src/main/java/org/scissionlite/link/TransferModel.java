package org.scissionlite.link;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.scissionlite.error.UsageException;

/**
 * How long a request of a number of bytes takes over a link, with the short answer's way back.
 *
 * <p>Worked numbers for 158,828 bytes at 60 Mbit/s and 27.4 ms: 48.6 ms by {@link #STEADY}
 * (measured back to back: 52 ms), 117.3 ms {@link #AFTER_IDLE} (measured after a second of silence:
 * 120 ms).
 */
public enum TransferModel {
  /** One ping and the bytes at full bandwidth: requests that follow each other without a pause. */
  STEADY {
    @Override
    double nanos(Link link, double bytes) {
      return link.roundTripNanos() + bytes * nanosPerByte(link);
    }
  },
  /**
   * TCP on a connection that was idle: its congestion window starts again at ten segments of 1,448
   * bytes and doubles with every round trip (RFC 6928, RFC 5681 section 4.1), so a message waits
   * for acknowledgements until the window fills the link. 40,000 bytes at 60 Mbit/s and 27.4 ms:
   * 58.2 ms (measured 59 to 71).
   */
  AFTER_IDLE {
    @Override
    double nanos(Link link, double bytes) {
      double time = link.roundTripNanos();
      double window = INITIAL_WINDOW_BYTES;
      double left = bytes;
      double perByte = nanosPerByte(link);
      while (left > window && window * perByte < link.roundTripNanos()) {
        time += link.roundTripNanos();
        left -= window;
        window *= 2;
      }
      return time + left * perByte;
    }
  };

  /** Ten segments of 1,448 bytes, the window of a new or long idle connection. */
  public static final double INITIAL_WINDOW_BYTES = 14_480;

  abstract double nanos(Link link, double bytes);

  private static double nanosPerByte(Link link) {
    return 1e9 / link.bytesPerSecond();
  }

  /** Time from the first byte sent to the answer received, without the other side's work. */
  public long transferNanos(Link link, long bytes) {
    return Math.round(nanos(link, (double) bytes));
  }

  /** "steady" or "after-idle": the name in files and on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The model of a name.
   *
   * @throws UsageException for an unknown name; lists the valid ones
   */
  public static TransferModel named(String name) {
    List<String> names = Arrays.stream(values()).map(TransferModel::toString).toList();
    if (!names.contains(name)) {
      throw UsageException.unknownName("transfer model", name, names);
    }
    return values()[names.indexOf(name)];
  }
}
