package org.scissionlite.cli.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.Optional;
import org.scissionlite.cli.plan.capacity.CapacityAnswer;
import org.scissionlite.file.Json;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.PlanFile;
import org.scissionlite.plan.analysis.Explanation;

/**
 * What {@code plan} prints: the plan, and what else was asked for.
 *
 * @param report the plan as text
 * @param analysis with {@code --analyse}
 * @param minimumCut with {@code --minimum-cut}
 * @param capacity with {@code --cameras}
 */
record PlanAnswer(
    PlanReport report,
    Optional<PlanAnalysis> analysis,
    Optional<WholeGraphCut> minimumCut,
    Optional<CapacityAnswer> capacity) {

  /** A plan with its extras as one JSON object; null where they were not asked for. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Extended(
      @JsonRawValue String plan,
      String why,
      PlanAnalysis analysis,
      WholeGraphCut minimumCut,
      CapacityAnswer capacity) {}

  /** The plan file where nothing else was asked for. */
  String json() {
    Plan plan = report.plan();
    String file = PlanFile.toJson(plan);
    if (analysis.isEmpty() && minimumCut.isEmpty() && capacity.isEmpty()) {
      return file;
    }
    String why = Explanation.of(plan).map(PlanReport::why).orElse("");
    return Json.text(
        new Extended(
            file.strip(),
            why,
            analysis.orElse(null),
            minimumCut.orElse(null),
            capacity.orElse(null)));
  }

  String text() {
    return report.text()
        + analysis.map(PlanAnalysis::text).orElse("")
        + minimumCut.map(WholeGraphCut::text).orElse("")
        + capacity.map(CapacityAnswer::text).orElse("");
  }
}
