package org.scissionlite.plan.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Scenario;

/**
 * A constraint without which a question has an answer.
 *
 * @param dropped the constraint
 * @param best the answer without it
 */
public record ConstraintRelaxation(Constraint dropped, Scenario best) {
  /** Every constraint that alone leaves a question without an answer; none where several do. */
  public static List<ConstraintRelaxation> of(Planner planner, Question question) {
    List<ConstraintRelaxation> remedies = new ArrayList<>();
    for (Constraint constraint : question.constraints()) {
      List<Constraint> others =
          question.constraints().stream().filter(each -> !each.equals(constraint)).toList();
      Question loosened = new Question(question.objective(), others, question.transferModel(), 1);
      planner.plan(loosened).scenarios().stream()
          .findFirst()
          .ifPresent(best -> remedies.add(new ConstraintRelaxation(constraint, best)));
    }
    return List.copyOf(remedies);
  }

  /** Such as "without 'layers 0 to 99 on the device': Device(pi4) = 0 - 22, 37.00 ms". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "without '%s': %s, %.2f ms",
        dropped,
        best.route().config(),
        best.latencyNanos() / 1e6);
  }
}
