package org.scissionlite.plan.analysis;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.link.Network;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Objective;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Scenario;

/**
 * The fastest scenario over a range of a link's property, with the exact values where it changes.
 *
 * <p>Between the kinks of the transfer model the latency of every scenario is linear in the round
 * trip, and in the inverse of the bandwidth. The least of linear functions is concave, so where one
 * scenario is the best at both ends of such a piece it is the best in between; where two differ,
 * their lines' intersection either is the switching point or shows a third that is better there.
 */
public final class Sensitivity {
  private static final int MOST_STEPS = 60;
  private static final double TOLERANCE_NANOS = 20;

  private final Planner planner;
  private final Question question;
  private final LinkVariation variation;
  private final List<Band> bands = new ArrayList<>();

  private Sensitivity(Planner planner, Question question, LinkVariation variation) {
    this.planner = planner;
    this.question = question.minimising(Objective.latency()).results(1);
    this.variation = variation;
  }

  /**
   * Where one scenario is the fastest.
   *
   * @param from the lowest value, in Mbit/s or ms
   * @param to the highest value
   * @param best the fastest scenario, as it is at the lower end
   */
  public record Band(double from, double to, Scenario best) {}

  /**
   * The bands of a variation, from the lowest value to the highest; none where nothing meets the
   * constraints. Deadlines are set aside.
   */
  public static List<Band> of(
      Planner planner, Question question, LinkVariation variation, Range range) {
    List<Constraint> constraints =
        question.constraints().stream().filter(c -> !(c instanceof Constraint.AtMost)).toList();
    Question free = new Question(question.objective(), constraints, question.transferModel(), 1);
    return new Sensitivity(planner, free, variation).bands(range);
  }

  /** Values from one to another. */
  public record Range(double from, double to) {}

  private List<Band> bands(Range range) {
    LinkVariation.Ends all =
        LinkVariation.Ends.of(variation.coordinate(range.from()), variation.coordinate(range.to()));
    List<Double> ends = new ArrayList<>();
    ends.add(all.low());
    ends.addAll(
        variation.kinks(
            planner.network().links().values().stream(),
            planner.messagesFromOrigins(),
            question.transferModel(),
            all));
    ends.add(all.high());
    List<Point> points = new ArrayList<>();
    for (double coordinate : ends) {
      List<Scenario> best = at(coordinate).plan(question).scenarios();
      if (best.isEmpty()) {
        return List.of();
      }
      points.add(new Point(coordinate, best.get(0)));
    }
    List<Point> switches = new ArrayList<>();
    switches.add(points.get(0));
    for (int i = 0; i + 1 < points.size(); i++) {
      refine(points.get(i), points.get(i + 1), MOST_STEPS, switches);
    }
    return bands(switches, points.get(points.size() - 1).coordinate());
  }

  /** A coordinate and what is the best from there on. */
  private record Point(double coordinate, Scenario best) {}

  private void refine(Point low, Point high, int steps, List<Point> switches) {
    if (same(low.best(), high.best())) {
      return;
    }
    double atLow = latency(high.best(), low.coordinate()) - latency(low.best(), low.coordinate());
    double atHigh =
        latency(low.best(), high.coordinate()) - latency(high.best(), high.coordinate());
    double share = atLow + atHigh > 0 ? atLow / (atLow + atHigh) : 1;
    double crossing = low.coordinate() + share * (high.coordinate() - low.coordinate());
    Scenario there = at(crossing).plan(question).best();
    double known = Math.min(latency(low.best(), crossing), latency(high.best(), crossing));
    boolean third = !same(there, low.best()) && !same(there, high.best());
    if (steps > 0 && third && there.latencyNanos() < known - TOLERANCE_NANOS) {
      Point middle = new Point(crossing, there);
      refine(low, middle, steps - 1, switches);
      refine(middle, high, steps - 1, switches);
    } else {
      switches.add(new Point(crossing, high.best()));
    }
  }

  private List<Band> bands(List<Point> switches, double end) {
    for (int i = 0; i < switches.size(); i++) {
      double from = variation.value(switches.get(i).coordinate());
      double next = i + 1 < switches.size() ? switches.get(i + 1).coordinate() : end;
      double to = variation.value(next);
      double least = Math.min(from, to);
      Scenario best = switches.get(i).best();
      bands.add(new Band(least, Math.max(from, to), rerouted(best, variation.coordinate(least))));
    }
    bands.sort((a, b) -> Double.compare(a.from(), b.from()));
    return List.copyOf(bands);
  }

  private Planner at(double coordinate) {
    Network changed = variation.apply(planner.network(), planner.origins(), coordinate);
    return planner.in(changed);
  }

  private double latency(Scenario scenario, double coordinate) {
    return (double) rerouted(scenario, coordinate).latencyNanos();
  }

  private Scenario rerouted(Scenario scenario, double coordinate) {
    return variation.apply(scenario, question.transferModel(), coordinate);
  }

  static boolean same(Scenario one, Scenario other) {
    return one.route().config().equals(other.route().config());
  }
}
