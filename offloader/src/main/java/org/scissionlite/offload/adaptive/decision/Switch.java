package org.scissionlite.offload.adaptive.decision;

import java.util.Locale;

/**
 * A decision for another way.
 *
 * @param from the way until now
 * @param to the way from now on
 * @param nanos what an image is forecast to take on the new way
 * @param formerNanos the same on the former; infinite where no edge answers there
 * @param link the link now
 * @param formerLink the link at the last decision
 */
public record Switch(
    Way from, Way to, double nanos, double formerNanos, LinkState link, LinkState formerLink) {
  private static final double CHANGED = 1.5;
  private static final double MOST_MEGABITS = 1000;

  /**
   * What was known of the link at a time.
   *
   * @param megabits a second; infinite where not known
   * @param roundTripMillis the round trip
   * @param away whether nothing came through
   */
  public record LinkState(double megabits, double roundTripMillis, boolean away) {
    /** Nothing is known yet. */
    static final LinkState UNKNOWN = new LinkState(Double.POSITIVE_INFINITY, 0, false);

    private String rate() {
      return megabits > MOST_MEGABITS ? "over 1000" : String.format(Locale.ROOT, "%.3g", megabits);
    }

    private boolean isUnknown() {
      return Double.isInfinite(megabits);
    }

    private boolean isLike(LinkState other) {
      return isNear(megabits, other.megabits) && isNear(roundTripMillis, other.roundTripMillis);
    }

    private static boolean isNear(double one, double other) {
      return Math.max(one, other) <= CHANGED * Math.min(one, other);
    }
  }

  /** The decision in one line, with its numbers and its reason. */
  @Override
  public String toString() {
    String decision = "switch to %s: %s".formatted(to.name(), reason());
    return isAway()
        ? decision
        : String.format(
            Locale.ROOT, "%s, %.0f ms for %.0f", decision, nanos / 1e6, formerNanos / 1e6);
  }

  private boolean isAway() {
    return link.away() || Double.isInfinite(formerNanos);
  }

  private String reason() {
    if (isAway()) {
      return "no edge answers";
    }
    if (formerLink.away()) {
      return String.format(
          Locale.ROOT,
          "the edge answers again, %s Mbit/s, round trip %.0f ms",
          link.rate(),
          link.roundTripMillis());
    }
    if (formerLink.isUnknown() || link.isUnknown()) {
      return "it was tried";
    }
    return link.isLike(formerLink) ? "device or edge have changed" : change();
  }

  private String change() {
    return String.format(
        Locale.ROOT,
        "%s Mbit/s (was %s), round trip %.0f ms (was %.0f)",
        link.rate(),
        formerLink.rate(),
        link.roundTripMillis(),
        formerLink.roundTripMillis());
  }
}
