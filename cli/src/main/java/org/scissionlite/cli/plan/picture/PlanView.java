package org.scissionlite.cli.plan.picture;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.scissionlite.link.Link;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.profile.Profile;

/**
 * A plan with what it stands on.
 *
 * @param planner that made it
 * @param plan the answer
 * @param profiles of all systems that compete
 */
public record PlanView(Planner planner, Plan plan, List<Profile> profiles) {
  public PlanView {
    profiles = List.copyOf(profiles);
  }

  /** A scenario in a few words: "device alone", "after pool1 with pool2+q8". */
  static String words(Scenario scenario) {
    return switch (scenario.strategy()) {
      case ON_DEVICE -> "device alone";
      case ON_EDGE -> scenario.route().segments().get(0).system().tier() + " alone";
      case CUT, CUT_WITH_TL ->
          "after "
              + scenario.route().hops().stream()
                  .map(PlanView::words)
                  .collect(Collectors.joining(", "));
    };
  }

  private static String words(Hop hop) {
    return hop.cut().name()
        + (hop.hasTransferLayer() ? " with " + hop.payload().transferLayer() : "");
  }

  /** Such as "60 Mbit/s, 27.4 ms round trip, connection idle between requests". */
  String words(Link link) {
    return "%s Mbit/s, %s ms round trip, %s"
        .formatted(number(link.megabitsPerSecond()), number(link.roundTripMillis()), rhythm());
  }

  private String rhythm() {
    double millis = plan.question().transferModel().intervalMillis();
    if (millis == 0) {
      return "requests back to back";
    }
    return Double.isInfinite(millis)
        ? "connection idle between requests"
        : "a request every %s ms".formatted(number(millis));
  }

  private static String number(double value) {
    return new BigDecimal(String.format(Locale.ROOT, "%.4g", value))
        .stripTrailingZeros()
        .toPlainString();
  }

  static double millis(long nanos) {
    return nanos / 1e6;
  }
}
