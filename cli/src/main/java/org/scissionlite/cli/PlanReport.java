package org.scissionlite.cli;

import org.scissionlite.plan.Breakdown;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.Scenario;

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
      return head + "no scenario meets the constraints; loosen one of them\n";
    }
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
            "bytes");
    for (Scenario scenario : plan.scenarios()) {
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
          "%,d".formatted(scenario.wireBytes()));
    }
    return head + table;
  }

  private static String millis(long nanos) {
    return "%.2f".formatted(nanos / 1e6);
  }
}
