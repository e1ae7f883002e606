package org.scissionlite.cli.report;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.scissionlite.cli.report.PageData.ModelLine;
import org.scissionlite.cli.report.Provenance.SourceFile;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.PlanFile;
import org.scissionlite.plan.scenario.Scenario;

/** The page of a plan. */
final class PlanPage {
  private PlanPage() {}

  /**
   * @param file the plan
   * @throws org.scissionlite.error.ScissionLiteException if it is missing or unreadable
   * @throws org.scissionlite.error.UsageException if it is no plan
   */
  static PageData of(Path file, Clock clock) {
    Plan plan = PlanFile.read(file);
    WayTable.Builder ways = new WayTable.Builder();
    for (int i = 0; i < plan.scenarios().size(); i++) {
      WayLoss loss = plan.losses().get(i).map(WayLoss::of).orElse(null);
      ways.add(plan.scenarios().get(i).route(), loss, null, "");
    }
    WayTable table = ways.build();
    return new PageData(
        "plan",
        new ModelLine(
            plan.model().name(), plan.model().sha256(), blocks(plan), cutNames(plan, table)),
        "",
        Asked.of(plan.question()),
        isComplete(plan) ? 0 : plan.considered(),
        table,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Provenance.of(clock, List.of(SourceFile.of(file))));
  }

  /** Whether the file holds every way that keeps what was asked. */
  private static boolean isComplete(Plan plan) {
    return plan.scenarios().size() < plan.question().results();
  }

  private static int blocks(Plan plan) {
    return plan.scenarios().stream()
        .map(Scenario::route)
        .mapToInt(route -> route.segments().get(route.segments().size() - 1).lastBlock() + 1)
        .max()
        .orElse(0);
  }

  private static List<String> cutNames(Plan plan, WayTable table) {
    List<String> names = new ArrayList<>(Collections.nCopies(blocks(plan), null));
    table.cuts().stream()
        .filter(cut -> cut.block() >= 0 && cut.block() < names.size())
        .forEach(cut -> names.set(cut.block(), cut.name()));
    return names;
  }
}
