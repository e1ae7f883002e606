package org.scissionlite.plan.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.question.Objective;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.plan.scenario.Scenario;

/**
 * Why the best scenario is the best: the runner-up, and what would make that one win.
 *
 * @param best the best scenario
 * @param runnerUp the next one
 * @param turns single changes after which the runner-up is as fast, the others staying as they are
 */
public record Explanation(Scenario best, Scenario runnerUp, List<Turn> turns) {
  private static final double LEAST_FACTOR = 0.01;
  private static final double MOST_FACTOR = 100;

  public Explanation {
    turns = List.copyOf(turns);
  }

  /** What changes. */
  public enum Change {
    BANDWIDTH("Mbit/s"),
    ROUND_TRIP("ms round trip"),
    DEVICE_SPEED("times the device's speed"),
    EDGE_SPEED("times the edge's speed");

    private final String unit;

    Change(String unit) {
      this.unit = unit;
    }
  }

  /**
   * A change that makes the runner-up win.
   *
   * @param change of what
   * @param now its value now: Mbit/s, ms, or 1 for a speed
   * @param then its value at the switching point
   */
  public record Turn(Change change, double now, double then) {
    /** Such as "below 12.0 Mbit/s (now 60.0)". */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s %.3g %s (now %.3g)",
          then < now ? "below" : "above",
          then,
          change.unit,
          now);
    }
  }

  /**
   * The reasons of a plan for least latency; nothing where it has no runner-up, or is for another
   * objective.
   */
  public static Optional<Explanation> of(Plan plan) {
    boolean forLatency = plan.question().objective().equals(Objective.latency());
    if (plan.scenarios().size() < 2 || !forLatency) {
      return Optional.empty();
    }
    Scenario best = plan.scenarios().get(0);
    Scenario next = plan.scenarios().get(1);
    List<Turn> turns = new ArrayList<>();
    BreakEvenPoint crossing = new BreakEvenPoint(best, next, plan.question().transferModel());
    crossing
        .ofLinks(LinkVariation.BANDWIDTH)
        .ifPresent(turn -> turns.add(new Turn(Change.BANDWIDTH, turn.now(), turn.then())));
    crossing
        .ofLinks(LinkVariation.ROUND_TRIP)
        .ifPresent(turn -> turns.add(new Turn(Change.ROUND_TRIP, turn.now(), turn.then())));
    speed(best, next, Change.DEVICE_SPEED).ifPresent(turns::add);
    speed(best, next, Change.EDGE_SPEED).ifPresent(turns::add);
    return Optional.of(new Explanation(best, next, turns));
  }

  /** The factor s for which work / s evens the two out. */
  private static Optional<Turn> speed(Scenario best, Scenario next, Change change) {
    Metric work = change == Change.DEVICE_SPEED ? Metric.DEVICE_TIME : Metric.EDGE_TIME;
    double more = (double) (best.route().cost(work) - next.route().cost(work));
    double rest = (double) (next.latencyNanos() - best.latencyNanos()) + more;
    double factor = more / rest;
    boolean found = factor > LEAST_FACTOR && factor < MOST_FACTOR && factor != 1;
    return found ? Optional.of(new Turn(change, 1, factor)) : Optional.empty();
  }
}
