package org.scissionlite.link;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.scissionlite.error.UsageException;

/**
 * A column of a network file. The first four are those of the Python tools and always there; the
 * others may be left out, in the header or empty in a line, and then have the values of {@link
 * Link#Link(double, double)}.
 */
enum LinkColumn {
  SOURCE("source"),
  DESTINATION("destination"),
  PING("ping(ms)"),
  BANDWIDTH("bandwidth(Mbps)"),
  BACK_BANDWIDTH("back-bandwidth(Mbps)"),
  JITTER("jitter(ms)"),
  INITIAL_WINDOW("initial-window(bytes)"),
  WINDOW_GROWTH("window-growth"),
  LARGEST_WINDOW("largest-window(bytes)"),
  WINDOW_RESTART("window-restart(ms)"),
  FRAMING("framing"),
  WAKE("wake(ms)"),
  BBR("bbr");

  /** Stands for a number without end: a window that no buffer limits, or that never closes. */
  private static final String NONE = "none";

  private static final String YES = "yes";
  private static final String NO = "no";

  private final String title;

  LinkColumn(String title) {
    this.title = title;
  }

  /** The columns that every file begins with. */
  static List<LinkColumn> first() {
    return List.of(SOURCE, DESTINATION, PING, BANDWIDTH);
  }

  String title() {
    return title;
  }

  /** What a line has in this column. */
  String of(Network.Ends ends, Link link) {
    return switch (this) {
      case SOURCE -> ends.source();
      case DESTINATION -> ends.destination();
      case PING -> number(link.roundTripMillis());
      case BANDWIDTH -> number(link.megabitsPerSecond());
      case BACK_BANDWIDTH -> number(link.backMegabitsPerSecond());
      case JITTER -> number(link.jitterMillis());
      case INITIAL_WINDOW -> number(link.window().initialBytes());
      case WINDOW_GROWTH -> number(link.window().growth());
      case LARGEST_WINDOW -> number(link.window().mostBytes());
      case WINDOW_RESTART -> number(link.window().restartMillis());
      case FRAMING -> link.framing().toString();
      case WAKE -> number(link.wakeMillis());
      case BBR -> link.bbr() ? YES : NO;
    };
  }

  private static String number(double value) {
    return Double.isInfinite(value)
        ? NONE
        : String.format(Locale.ROOT, "%.4f", value).replaceAll("\\.?0+$", "");
  }

  /**
   * The link of a line.
   *
   * @param fields not blank, by their columns
   * @throws UsageException naming the column, for a number that is none or out of range
   */
  static Link link(Map<LinkColumn, String> fields) {
    Link plain = new Link(value(fields, PING, 0), value(fields, BANDWIDTH, 0));
    Window usual = plain.window();
    Window window =
        new Window(
            value(fields, INITIAL_WINDOW, usual.initialBytes()),
            value(fields, WINDOW_GROWTH, usual.growth()),
            value(fields, LARGEST_WINDOW, usual.mostBytes()),
            value(fields, WINDOW_RESTART, usual.restartMillis()));
    return new Link(
        plain.roundTripMillis(),
        plain.megabitsPerSecond(),
        value(fields, BACK_BANDWIDTH, plain.backMegabitsPerSecond()),
        window,
        Framing.named(fields.getOrDefault(FRAMING, Framing.NONE.toString())),
        value(fields, JITTER, 0),
        value(fields, WAKE, 0),
        bbr(fields.getOrDefault(BBR, NO)));
  }

  private static boolean bbr(String text) {
    if (!text.equals(YES) && !text.equals(NO)) {
      throw new UsageException(
          "%s: expected %s or %s, found '%s'".formatted(BBR.title, YES, NO, text));
    }
    return text.equals(YES);
  }

  private static double value(Map<LinkColumn, String> fields, LinkColumn column, double usual) {
    String text = fields.get(column);
    if (text == null) {
      return usual;
    }
    if (text.equals(NONE) && (column == LARGEST_WINDOW || column == WINDOW_RESTART)) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "%s: expected a number such as 27.4, found '%s'".formatted(column.title, text), e);
    }
  }
}
