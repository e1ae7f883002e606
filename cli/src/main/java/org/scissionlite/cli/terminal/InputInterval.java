package org.scissionlite.cli.terminal;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scissionlite.error.UsageException;

/** Times with a unit, such as "1s", "200ms", "0.5 s" or "5min". */
public final class InputInterval {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?(ms|s|min|h)");
  private static final Map<String, Double> NANOS =
      Map.of("ms", 1e6, "s", 1e9, "min", 60e9, "h", 3600e9);
  private static final double MOST_NANOS = 365 * 24 * 3600e9;

  private InputInterval() {}

  /**
   * The time of a text.
   *
   * @param option that it was given to, for the message
   * @throws UsageException if it is none, or longer than a year
   */
  public static Duration parse(String option, String text) {
    Matcher time = TIME.matcher(text.strip());
    double nanos =
        time.matches()
            ? Double.parseDouble(time.group(1)) * NANOS.get(time.group(2))
            : Double.POSITIVE_INFINITY;
    if (nanos > MOST_NANOS) {
      throw new UsageException(
          "%s: expected a time of at most a year with its unit, such as 1s, 200ms or 5min, got '%s'"
              .formatted(option, text));
    }
    return Duration.ofNanos(Math.round(nanos));
  }
}
