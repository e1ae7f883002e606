package org.scissionlite.cli.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.scissionlite.cli.terminal.TextTable;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.analysis.LinkVariation;
import org.scissionlite.plan.analysis.Sensitivity;
import org.scissionlite.plan.analysis.Sensitivity.Band;
import org.scissionlite.plan.analysis.Sensitivity.Range;
import org.scissionlite.plan.question.Accuracies;
import org.scissionlite.plan.scenario.Scenario;

/**
 * What {@code plan --analyse} adds: where the fastest scenario changes with bandwidth and round
 * trip, and the Pareto front.
 */
record PlanAnalysis(
    List<Line> overMegabitsPerSecond, List<Line> overRoundTripMillis, List<FrontLine> front) {
  private static final Range BANDWIDTHS = new Range(0.1, 1000);
  private static final Range ROUND_TRIPS = new Range(0.1, 500);

  /**
   * A band of values with one fastest scenario, and its latency at the lower end.
   *
   * @param words the scenario as the tables name it
   */
  record Line(
      double from, double to, String config, double secondsAtFrom, @JsonIgnore String words) {
    static Line of(Band band) {
      Scenario best = band.best();
      return new Line(
          band.from(),
          band.to(),
          best.route().config(),
          best.latencyNanos() / 1e9,
          ScenarioWords.of(best));
    }
  }

  /**
   * A scenario that none beats in latency, bytes and accuracy.
   *
   * @param accuracy null where it is not known
   * @param words the scenario as the tables name it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FrontLine(
      String config,
      double seconds,
      long wireBytes,
      boolean bytesKnown,
      Double accuracy,
      @JsonIgnore String words) {
    static FrontLine of(Scenario scenario, Optional<Accuracies> accuracies) {
      OptionalDouble known = accuracies.map(all -> all.of(scenario)).orElse(OptionalDouble.empty());
      return new FrontLine(
          scenario.route().config(),
          scenario.latencyNanos() / 1e9,
          scenario.wireBytes(),
          scenario.layersOfUnknownSize().isEmpty(),
          known.isPresent() ? known.getAsDouble() : null,
          ScenarioWords.of(scenario));
    }
  }

  static PlanAnalysis of(Planner planner, Plan plan, Optional<Accuracies> accuracies) {
    return new PlanAnalysis(
        lines(planner, plan, LinkVariation.BANDWIDTH, BANDWIDTHS),
        lines(planner, plan, LinkVariation.ROUND_TRIP, ROUND_TRIPS),
        planner.front(plan.question()).stream()
            .map(scenario -> FrontLine.of(scenario, accuracies))
            .toList());
  }

  private static List<Line> lines(
      Planner planner, Plan plan, LinkVariation variation, Range range) {
    return Sensitivity.of(planner, plan.question(), variation, range).stream()
        .map(Line::of)
        .toList();
  }

  String text() {
    return "%nfastest over bandwidth (links from the device)%n%s%nfastest over round trip%n%s%n%s"
        .formatted(
            bands(overMegabitsPerSecond, "Mbit/s"), bands(overRoundTripMillis, "ms"), frontText());
  }

  private static TextTable bands(List<Line> lines, String unit) {
    TextTable table = new TextTable("from " + unit, "to", "scenario", "ms at the lower end");
    lines.forEach(
        line ->
            table.row(
                "%.2f".formatted(line.from()),
                "%.2f".formatted(line.to()),
                line.words(),
                "%.2f".formatted(1e3 * line.secondsAtFrom())));
    return table;
  }

  private String frontText() {
    TextTable table = new TextTable("none beats it in all", "ms", "bytes", "accuracy");
    front.forEach(
        line ->
            table.row(
                line.words(),
                "%.2f".formatted(1e3 * line.seconds()),
                (line.bytesKnown() ? "" : "at most ") + "%,d".formatted(line.wireBytes()),
                line.accuracy() == null ? "-" : "%.4f".formatted(line.accuracy())));
    return table.toString();
  }
}
