package org.scissionlite.cli.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scissionlite.error.UsageException;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.analysis.ConstraintRelaxation;
import org.scissionlite.plan.question.Constraint;

/** Why a plan is empty, and what would fill it. */
final class InfeasiblePlanMessage {
  private InfeasiblePlanMessage() {}

  /**
   * A sentence for an empty plan whose limits are too low; nothing for any other.
   *
   * @throws UsageException for criteria that leave no way at all to run the model
   */
  static Optional<String> of(Planner planner, Plan plan) {
    if (!plan.scenarios().isEmpty()) {
      return Optional.empty();
    }
    List<ConstraintRelaxation> remedies = ConstraintRelaxation.of(planner, plan.question());
    String hint =
        remedies.isEmpty()
            ? "no single one of them is to blame"
            : "there is one "
                + remedies.stream()
                    .map(InfeasiblePlanMessage::text)
                    .collect(Collectors.joining("; "));
    String wishes =
        plan.question().wishes().stream()
            .map(Constraint::toString)
            .collect(Collectors.joining(", "));
    if (plan.considered() == 0) {
      throw new UsageException(
          "the criteria contradict each other: nothing meets %s; %s".formatted(wishes, hint));
    }
    return Optional.of("nothing meets %s; %s".formatted(wishes, hint));
  }

  /** Such as "without 'layers 0 to 99 on the device': device pi4 alone, 37.00 ms". */
  private static String text(ConstraintRelaxation remedy) {
    return "without '%s': %s, %.2f ms"
        .formatted(
            remedy.dropped(), ScenarioWords.of(remedy.best()), remedy.best().latencyNanos() / 1e6);
  }
}
