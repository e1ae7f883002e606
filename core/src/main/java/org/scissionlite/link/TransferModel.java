package org.scissionlite.link;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scissionlite.error.UsageException;

/**
 * How often a message goes over a link, on which its time depends: TCP's window closes while
 * nothing is sent.
 *
 * <p>For 158,828 bytes at 60 Mbit/s and 27.4 ms: 48.6 ms when {@link #STEADY}, 95.1 every 900 ms,
 * 117.3 {@link #AFTER_IDLE}.
 *
 * @param intervalMillis from one message to the next; 0 for back to back, infinite for a connection
 *     that was silent for long
 */
public record TransferModel(double intervalMillis) {
  /** Messages that follow each other without a pause: the window stays open. */
  public static final TransferModel STEADY = new TransferModel(0);

  /** Each message over a connection that was silent for long: TCP starts anew. */
  public static final TransferModel AFTER_IDLE = new TransferModel(Double.POSITIVE_INFINITY);

  private static final String STEADY_NAME = "steady";
  private static final String AFTER_IDLE_NAME = "after-idle";
  private static final Pattern EVERY = Pattern.compile("every (\\d[\\d.E-]*) ms");

  public TransferModel {
    if (!(intervalMillis >= 0)) {
      throw new UsageException(
          "interval: expected 0 ms or more, got " + intervalMillis + "; 0 is the nearest");
    }
  }

  /** A message every so often. */
  public static TransferModel every(Duration interval) {
    return new TransferModel(interval.toNanos() / 1e6);
  }

  /** Time from the first byte sent to the answer received, without the other side's work. */
  public long transferNanos(Link link, Message message) {
    return Math.round(link.transferNanos(message, intervalMillis));
  }

  /** Where the time of a message bends; see {@link Link#bends}. */
  public List<Double> bends(Link link, Message message) {
    return link.bends(message, intervalMillis);
  }

  /** "steady", "after-idle" or "every 200.0 ms": the name in files. */
  @JsonValue
  @Override
  public String toString() {
    if (intervalMillis == 0) {
      return STEADY_NAME;
    }
    return Double.isInfinite(intervalMillis)
        ? AFTER_IDLE_NAME
        : String.format(Locale.ROOT, "every %s ms", intervalMillis);
  }

  /** The model that {@link #toString} has written. */
  @JsonCreator
  static TransferModel parse(String text) {
    Matcher every = EVERY.matcher(text);
    return every.matches() ? new TransferModel(Double.parseDouble(every.group(1))) : named(text);
  }

  /**
   * The model of a name.
   *
   * @throws UsageException for an unknown name; lists the valid ones
   */
  public static TransferModel named(String name) {
    return switch (name) {
      case STEADY_NAME -> STEADY;
      case AFTER_IDLE_NAME -> AFTER_IDLE;
      default ->
          throw UsageException.unknownName(
              "transfer model", name, List.of(STEADY_NAME, AFTER_IDLE_NAME));
    };
  }
}
