package org.scissionlite.cli.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scissionlite.cli.terminal.TextTable;
import org.scissionlite.evidence.Loss;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.analysis.Explanation;
import org.scissionlite.plan.scenario.Breakdown;
import org.scissionlite.plan.scenario.Interval;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.profile.Tier;

/**
 * A plan as text.
 *
 * @param withLayers whether the layers of each system are shown by number, too
 */
record PlanReport(Plan plan, boolean withLayers) {
  String text() {
    String head =
        "%s on %s: %,d scenarios considered, least %s first, times in ms%n"
            .formatted(
                plan.model().name(),
                plan.systems(),
                plan.considered(),
                plan.question().objective());
    if (plan.scenarios().isEmpty()) {
      return head + "no scenario meets the constraints\n";
    }
    return head
        + scenarios()
        + throughput()
        + sureness()
        + accuracy()
        + Explanation.of(plan).map(PlanReport::why).orElse("");
  }

  private TextTable scenarios() {
    TextTable table = new TextTable(header());
    for (int i = 0; i < plan.scenarios().size(); i++) {
      table.row(row(plan.scenarios().get(i), plan.losses().get(i)).toArray());
    }
    return table;
  }

  /** Such as "4,608", or "at most 301,064" where nobody counted. */
  static String bytes(Scenario scenario) {
    String most = scenario.layersOfUnknownSize().isEmpty() ? "" : "at most ";
    return most + "%,d".formatted(scenario.wireBytes());
  }

  private String[] header() {
    List<String> header = new ArrayList<>(List.of("runs on", "cut after", "TL", "latency"));
    addWhere(Tier.DEVICE, header, "device");
    header.addAll(List.of("DeviceTL", "conversion", "transfer", "EdgeTL"));
    addWhere(Tier.EDGE, header, "edge");
    addWhere(Tier.CLOUD, header, "cloud");
    header.addAll(List.of("bytes", "accuracy lost"));
    if (withLayers) {
      header.add("layers");
    }
    return header.toArray(String[]::new);
  }

  private List<String> row(Scenario scenario, Optional<Loss> loss) {
    ScenarioWords words = new ScenarioWords(scenario.route());
    Breakdown parts = scenario.route().breakdown();
    List<String> row =
        new ArrayList<>(List.of(words.systems(), words.cuts(), words.transferLayers()));
    row.add(millis(scenario.latencyNanos()));
    addWhere(Tier.DEVICE, row, millis(parts.deviceNanos()));
    row.add(millis(parts.deviceTlNanos()));
    row.add(millis(parts.conversionNanos()));
    row.add(millis(parts.transferNanos()));
    row.add(millis(parts.edgeTlNanos()));
    addWhere(Tier.EDGE, row, millis(parts.edgeNanos()));
    addWhere(Tier.CLOUD, row, millis(parts.cloudNanos()));
    row.add(bytes(scenario));
    row.add(loss.map(Loss::toString).orElse("not known"));
    if (withLayers) {
      row.add(scenario.route().config());
    }
    return row;
  }

  /** Adds a cell of a tier where the plan has a system of it. */
  private void addWhere(Tier tier, List<String> cells, String cell) {
    if (plan.systems().stream().anyMatch(system -> system.tier() == tier)) {
      cells.add(cell);
    }
  }

  private String throughput() {
    if (plan.question().objective().weight(Metric.BOTTLENECK) == 0) {
      return "";
    }
    long nanos = plan.best().route().cost(Metric.BOTTLENECK);
    return "the best answers %.1f requests a second: its slowest stage takes %s ms%n"
        .formatted(1e9 / nanos, millis(nanos));
  }

  private String sureness() {
    Interval best = plan.intervals().get(0);
    long ties = plan.intervals().stream().filter(Interval::tiesWithBest).count() - 1;
    String spread =
        best.highNanos() == best.lowNanos()
            ? "the profiles hold no spread, so how sure this is remains open%n".formatted()
            : ("95 %% of the best's runs take at least %s ms, 95 %% at most %s ms, the link's"
                    + " variation aside%n")
                .formatted(millis(best.lowNanos()), millis(best.highNanos()));
    return ties == 0
        ? spread
        : spread + "the measurements cannot tell the best apart from %d of these%n".formatted(ties);
  }

  /** How sure it is what the best loses, where images say it. */
  private String accuracy() {
    return plan.losses()
        .get(0)
        .filter(loss -> loss.images() > 0)
        .map(
            loss ->
                String.format(
                    Locale.ROOT,
                    "the best loses %.2f points of accuracy on %,d images%s, 95 %% interval %.2f to %.2f%n",
                    100 * loss.share(),
                    loss.images(),
                    loss.use() == null ? "" : " " + loss.use().words(),
                    100 * loss.low(),
                    100 * loss.high()))
        .orElse("");
  }

  /** The runner-up and what makes it win, in a sentence. */
  static String why(Explanation why) {
    String runnerUp =
        "runner-up: %s, %s ms slower; "
            .formatted(
                ScenarioWords.of(why.runnerUp()),
                millis(why.runnerUp().latencyNanos() - why.best().latencyNanos()));
    String turns =
        why.turns().stream().map(Explanation.Turn::toString).collect(Collectors.joining(", or "));
    return runnerUp
        + (turns.isEmpty() ? "no single change makes it win" : "it wins " + turns)
        + "\n";
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
  }
}
