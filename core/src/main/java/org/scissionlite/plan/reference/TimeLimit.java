package org.scissionlite.plan.reference;

import org.scissionlite.error.UsageException;

/**
 * A bound on a tier's processing time.
 *
 * @param seconds at most so long
 * @param share at most so much of the total processing time, transfers not counted; 1 for 100 %
 */
public record TimeLimit(double seconds, double share) {
  /** No bound. */
  public static final TimeLimit NONE = new TimeLimit(Double.POSITIVE_INFINITY, 1);

  public TimeLimit {
    if (!(seconds >= 0) || !(share >= 0 && share <= 1)) {
      throw new UsageException(
          "time limit: expected seconds from 0 or a percentage from 0%% to 100%%, got %s s and %s %%"
              .formatted(seconds, 100 * share));
    }
  }

  /**
   * Reads "0.5" (seconds) or "30%".
   *
   * @throws UsageException for anything else, a negative limit, or more than 100 %
   */
  public static TimeLimit parse(String text) {
    boolean percent = text.endsWith("%");
    double number = number("time limit", percent ? text.substring(0, text.length() - 1) : text);
    if (percent && number > 100) {
      throw new UsageException(
          "time limit: expected at most 100%, got '" + text + "'; 100% is the nearest");
    }
    return percent
        ? new TimeLimit(Double.POSITIVE_INFINITY, number / 100)
        : new TimeLimit(number, 1);
  }

  /** A number from 0. */
  static double number(String what, String text) {
    double number;
    try {
      number = Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new UsageException(
          "%s: expected a number such as 0.5, got '%s'".formatted(what, text), e);
    }
    if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
      throw new UsageException(
          "%s: expected 0 or more, got '%s'; 0 is the nearest".formatted(what, text));
    }
    return number;
  }

  boolean allows(double tierSeconds, double totalSeconds) {
    return tierSeconds <= seconds && (share >= 1 || tierSeconds <= share * totalSeconds);
  }
}
