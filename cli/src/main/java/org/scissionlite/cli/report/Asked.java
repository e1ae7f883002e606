package org.scissionlite.cli.report;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.cli.optimise.OptimiseReport;
import org.scissionlite.file.Json;
import org.scissionlite.link.TransferModel;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Objective;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.profile.Tier;

/**
 * What was asked, as far as the page asks it again.
 *
 * @param weights of the objective by metric
 * @param intervalMillis from one input to the next; infinite for a connection that was silent for
 *     long
 * @param mostLossPoints the most accuracy that may be lost; null for any, known or not
 * @param limits on metrics, which the page applies
 * @param shares of the work of all systems that a tier does at most, which the page applies
 * @param fixed what was asked besides, in words: ways that break it are not in the page
 */
record Asked(
    Map<String, Double> weights,
    double intervalMillis,
    Double mostLossPoints,
    List<Limit> limits,
    List<Share> shares,
    List<String> fixed) {
  /** The latency with as many bytes as 95 of 100 messages keep to; no metric of the planner. */
  private static final String TAIL = "tail";

  /**
   * A limit.
   *
   * @param metric by its name
   * @param most nanoseconds or bytes, inclusive
   */
  record Limit(String metric, long most) {}

  /** A bound on the work of a tier, as a share of all work. */
  record Share(Tier tier, double most) {}

  static Asked of(Question question) {
    List<Limit> limits = new ArrayList<>();
    List<Share> shares = new ArrayList<>();
    List<String> fixed = new ArrayList<>();
    for (Constraint constraint : question.constraints()) {
      if (constraint instanceof Constraint.AtMost limit) {
        limits.add(new Limit(limit.metric().toString(), limit.limit()));
      } else if (constraint instanceof Constraint.AtMostShare limit) {
        shares.add(new Share(limit.tier(), limit.share()));
      } else {
        fixed.add(constraint.toString());
      }
    }
    return new Asked(
        weights(question.objective()),
        question.transferModel().intervalMillis(),
        null,
        limits,
        shares,
        fixed);
  }

  static Asked of(OptimiseReport report, String place) {
    TransferModel interval =
        Json.of(
            TextNode.valueOf(report.interval()),
            TransferModel.class,
            place + ": not a report of 'optimise': interval");
    Double deadline = report.deadlineMillis();
    return new Asked(
        weights(Objective.parse(report.objective())),
        interval.intervalMillis(),
        report.maxDropPoints(),
        deadline == null ? List.of() : List.of(new Limit(TAIL, Math.round(1e6 * deadline))),
        List.of(),
        List.of());
  }

  private static Map<String, Double> weights(Objective objective) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      if (objective.weight(metric) > 0) {
        weights.put(metric.toString(), objective.weight(metric));
      }
    }
    return weights;
  }
}
