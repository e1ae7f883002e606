package org.scissionlite.plan.analysis;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Objective;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.plan.scenario.Strategy;

/** The fastest scenario at every cut between two systems: what the paper's figure shows. */
public final class CutSweep {
  private CutSweep() {}

  /**
   * The fastest scenario of a kind at every cut, by the cut's name, in the model's order; cuts
   * where the kind is not possible are left out.
   *
   * @param planner over two systems
   * @param question its objective and number of results play no part
   * @param strategy {@link Strategy#CUT} or {@link Strategy#CUT_WITH_TL}
   */
  public static Map<String, Scenario> of(Planner planner, Question question, Strategy strategy) {
    Question all =
        question
            .minimising(Objective.latency())
            .with(Constraint.only(strategy))
            .results(Question.ALL);
    Map<String, Scenario> best = new LinkedHashMap<>();
    planner.plan(all).scenarios().stream()
        .sorted(Comparator.comparingInt(each -> hop(each).cut().block()))
        .forEach(each -> best.merge(hop(each).cut().name(), each, CutSweep::faster));
    return best;
  }

  private static Scenario faster(Scenario one, Scenario other) {
    return one.latencyNanos() <= other.latencyNanos() ? one : other;
  }

  private static Hop hop(Scenario scenario) {
    return scenario.route().hops().get(0);
  }
}
