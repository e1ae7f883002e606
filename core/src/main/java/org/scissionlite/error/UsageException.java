package org.scissionlite.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The caller asked for something that does not exist or does not fit: an unknown name, a value out
 * of range, files that do not belong together.
 *
 * <p>The command line prints the message and ends with exit code 2.
 */
public class UsageException extends ScissionLiteException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_NAMES = 12;
  private static final int MOST_LETTERS = 100;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The error for a name that is not among the valid ones; lists them, nearest first, and names
   * that are as near as each other by the alphabet: a message does not depend on the order of a
   * set.
   *
   * @param kind what the name stands for, such as "cut"
   * @param name the name that was asked for
   * @param valid the names that exist
   */
  public static UsageException unknownName(String kind, String name, Collection<String> valid) {
    String asked = name.length() <= MOST_LETTERS ? name : name.substring(0, MOST_LETTERS) + "...";
    if (valid.isEmpty()) {
      return new UsageException("unknown %s '%s'; there are none".formatted(kind, asked));
    }
    List<String> nearest =
        valid.stream()
            .distinct()
            .sorted(
                Comparator.<String>comparingInt(candidate -> distance(asked, candidate))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    String shown = String.join(", ", nearest.subList(0, Math.min(MOST_NAMES, nearest.size())));
    int hidden = nearest.size() - MOST_NAMES;
    String rest = hidden > 0 ? " and " + hidden + " more" : "";
    return new UsageException(
        "unknown %s '%s'; valid, nearest first: %s%s".formatted(kind, asked, shown, rest));
  }

  /** Levenshtein distance, letters of either case taken as equal. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
