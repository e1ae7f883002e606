package org.scissionlite.cli.plan.picture;

import static org.scissionlite.cli.plan.picture.PlanView.millis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scissionlite.chart.CutChart;
import org.scissionlite.chart.CutChart.Level;
import org.scissionlite.chart.CutChart.Mark;
import org.scissionlite.chart.StackedCut;
import org.scissionlite.error.UsageException;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.analysis.CutSweep;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Breakdown;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.plan.scenario.Strategy;

/**
 * The paper's figure of a plan: the latency of every cut between the two systems of its best
 * scenario, part by part, constraints aside; the constrained best is marked.
 */
public final class CutPicture {
  private final PlanView view;
  private final Hop pair;
  private final Planner planner;
  private final Question free;
  private final Map<String, Scenario> withTL;
  private final Map<String, Scenario> plain;

  private CutPicture(PlanView view) {
    this.view = view;
    free = view.plan().question().unconstrained().results(1);
    pair = pair(view, free);
    planner = view.planner().among(Set.of(pair.from(), pair.to()));
    withTL = CutSweep.of(planner, free, Strategy.CUT_WITH_TL);
    plain = CutSweep.of(planner, free, Strategy.CUT);
  }

  /**
   * Draws a plan.
   *
   * @throws UsageException if the systems have no cut between them
   */
  static CutChart of(PlanView view) {
    return new CutPicture(view).chart();
  }

  /**
   * The message between the two systems to show: that of the best scenario, else of the best cut.
   */
  private static Hop pair(PlanView view, Question free) {
    Optional<Scenario> best = view.plan().scenarios().stream().findFirst();
    Optional<Scenario> cut =
        view
            .planner()
            .plan(free.with(Constraint.only(Strategy.CUT, Strategy.CUT_WITH_TL)))
            .scenarios()
            .stream()
            .findFirst();
    return best.filter(scenario -> !scenario.route().hops().isEmpty())
        .or(() -> cut)
        .map(scenario -> scenario.route().hops().get(0))
        .orElseThrow(
            () ->
                new UsageException(
                    "no cut to draw: the profiles are of one system, or the model has one block"));
  }

  private CutChart chart() {
    List<StackedCut> bars = new ArrayList<>();
    plain.forEach(
        (name, scenario) -> bars.add(bar(name, withTL.getOrDefault(name, scenario), scenario)));
    String title =
        "%s: latency of every cut between %s and %s"
            .formatted(view.plan().model().name(), pair.from().name(), pair.to().name());
    return new CutChart(title, view.words(pair.link()), bars, marks(), levels());
  }

  /**
   * The bar of a cut.
   *
   * @param shown its parts
   * @param plain the same cut without a transfer layer
   */
  public static StackedCut bar(String name, Scenario shown, Scenario plain) {
    Breakdown parts = shown.route().breakdown();
    Hop hop = shown.route().hops().get(0);
    return new StackedCut(
        name,
        millis(parts.deviceNanos()),
        millis(hop.time().sendNanos()),
        millis(parts.transferNanos()),
        millis(hop.time().receiveNanos()),
        millis(parts.edgeNanos() + parts.cloudNanos()),
        hop.hasTransferLayer(),
        millis(plain.latencyNanos()));
  }

  private List<Mark> marks() {
    List<String> names = List.copyOf(plain.keySet());
    List<Mark> marks = new ArrayList<>();
    fastest(withTL)
        .ifPresent(name -> marks.add(new Mark("best with TL", names.indexOf(name), true)));
    fastest(plain)
        .ifPresent(name -> marks.add(new Mark("best without TL", names.indexOf(name), false)));
    if (!view.plan().question().wishes().isEmpty()) {
      view.plan().scenarios().stream()
          .findFirst()
          .filter(this::isOfPair)
          .ifPresent(best -> marks.add(mark(best, names)));
    }
    return marks;
  }

  private static Optional<String> fastest(Map<String, Scenario> scenarios) {
    return scenarios.entrySet().stream()
        .min(Comparator.comparingLong(entry -> entry.getValue().latencyNanos()))
        .map(Map.Entry::getKey);
  }

  private boolean isOfPair(Scenario scenario) {
    return scenario.route().segments().size() == 2
        && scenario.route().hops().get(0).to().equals(pair.to());
  }

  private static Mark mark(Scenario best, List<String> names) {
    Hop hop = best.route().hops().get(0);
    return new Mark(
        "best under the constraints", names.indexOf(hop.cut().name()), hop.hasTransferLayer());
  }

  private List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    for (Strategy strategy : List.of(Strategy.ON_DEVICE, Strategy.ON_EDGE)) {
      planner.plan(free.with(Constraint.only(strategy))).scenarios().stream()
          .findFirst()
          .ifPresent(
              best -> levels.add(new Level(PlanView.words(best), millis(best.latencyNanos()))));
    }
    return levels;
  }
}
