package org.scissionlite.benchmarks.experiment;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scissionlite.error.UsageException;

/**
 * A link of the testbed.
 *
 * @param megabits a second
 * @param roundTripMillis there and back
 */
public record LinkSetting(double megabits, double roundTripMillis) {
  /** Bandwidths of the grid, in Mbit/s. */
  public static final List<Double> MEGABITS = List.of(1.0, 5.0, 20.0, 60.0, 200.0);

  /** Round trips of the grid, in milliseconds. */
  public static final List<Double> ROUND_TRIPS = List.of(5.0, 27.4, 80.0);

  /** The link of the paper's example. */
  public static final LinkSetting HEADLINE = new LinkSetting(60, 27.4);

  private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?):(\\d+(?:\\.\\d+)?)");

  public LinkSetting {
    if (!(megabits > 0 && roundTripMillis > 0)) {
      throw new UsageException(
          "link: expected bandwidth and round trip above 0, got %s Mbit/s and %s ms"
              .formatted(megabits, roundTripMillis));
    }
  }

  /** All links of the grid. */
  public static List<LinkSetting> grid() {
    return MEGABITS.stream()
        .flatMap(rate -> ROUND_TRIPS.stream().map(trip -> new LinkSetting(rate, trip)))
        .toList();
  }

  /**
   * Reads MBIT:MS, such as 60:27.4.
   *
   * @throws UsageException for anything else
   */
  public static LinkSetting parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new UsageException("link '%s': expected MBIT:MS, such as 60:27.4".formatted(text));
    }
    return new LinkSetting(Double.parseDouble(parts.group(1)), Double.parseDouble(parts.group(2)));
  }

  /** As files and folders call it, such as "60-27.4". */
  public String id() {
    return number(megabits) + "-" + number(roundTripMillis);
  }

  /** As tables call it. */
  public String words() {
    return number(megabits) + " Mbit/s, " + number(roundTripMillis) + " ms";
  }

  /** A number as tables and pictures have it, such as "60" and "27.4". */
  public static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
  }
}
