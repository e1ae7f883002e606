package org.scissionlite.cli;

import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.scissionlite.plan.Breakdown;
import org.scissionlite.plan.Interval;
import org.scissionlite.plan.Metric;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.Scenario;
import org.scissionlite.plan.Why;

/** A plan as text. */
final class PlanReport {
  private PlanReport() {}

  static String text(Plan plan) {
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
        + scenarios(plan)
        + throughput(plan)
        + sureness(plan)
        + Why.of(plan).map(PlanReport::why).orElse("");
  }

  private static TextTable scenarios(Plan plan) {
    TextTable table =
        new TextTable(
            "scenario",
            "latency",
            "device",
            "DeviceTL",
            "conversion",
            "transfer",
            "EdgeTL",
            "edge",
            "cloud",
            "bytes",
            "accuracy lost");
    for (int i = 0; i < plan.scenarios().size(); i++) {
      Scenario scenario = plan.scenarios().get(i);
      Breakdown parts = scenario.route().breakdown();
      table.row(
          scenario.route().config(),
          millis(scenario.latencyNanos()),
          millis(parts.deviceNanos()),
          millis(parts.deviceTlNanos()),
          millis(parts.conversionNanos()),
          millis(parts.transferNanos()),
          millis(parts.edgeTlNanos()),
          millis(parts.edgeNanos()),
          millis(parts.cloudNanos()),
          "%,d".formatted(scenario.wireBytes()),
          loss(plan.losses().get(i)));
    }
    return table;
  }

  private static String throughput(Plan plan) {
    if (plan.question().objective().weight(Metric.BOTTLENECK) == 0) {
      return "";
    }
    long nanos = plan.best().route().cost(Metric.BOTTLENECK);
    return "the best answers %.1f requests a second: its slowest stage takes %s ms%n"
        .formatted(1e9 / nanos, millis(nanos));
  }

  private static String loss(OptionalDouble loss) {
    if (loss.isEmpty()) {
      return "not known";
    }
    return loss.getAsDouble() == 0 ? "none" : "%.1f %%".formatted(100 * loss.getAsDouble());
  }

  private static String sureness(Plan plan) {
    Interval best = plan.intervals().get(0);
    long ties = plan.intervals().stream().filter(Interval::tiesWithBest).count() - 1;
    String spread =
        best.highNanos() == best.lowNanos()
            ? "the profiles hold no spread, so how sure this is remains open%n".formatted()
            : "95 %% of the runs of the best: %s to %s ms, the link's variation aside%n"
                .formatted(millis(best.lowNanos()), millis(best.highNanos()));
    return ties == 0
        ? spread
        : spread + "the measurements cannot tell the best apart from %d of these%n".formatted(ties);
  }

  /** The runner-up and what makes it win, in a sentence. */
  static String why(Why why) {
    String runnerUp =
        "runner-up: %s, %s ms slower; "
            .formatted(
                why.runnerUp().route().config(),
                millis(why.runnerUp().latencyNanos() - why.best().latencyNanos()));
    String turns =
        why.turns().stream().map(Why.Turn::toString).collect(Collectors.joining(", or "));
    return runnerUp
        + (turns.isEmpty() ? "no single change makes it win" : "it wins " + turns)
        + "\n";
  }

  private static String millis(long nanos) {
    return "%.2f".formatted(nanos / 1e6);
  }
}
