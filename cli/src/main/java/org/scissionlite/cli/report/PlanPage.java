package org.scissionlite.cli.report;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.scissionlite.cli.report.PageData.ModelLine;
import org.scissionlite.cli.report.Provenance.SourceFile;
import org.scissionlite.error.UsageException;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.PlanFile;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.plan.scenario.Segment;

/** The page of a plan. */
final class PlanPage {
  /** The largest models have some thousand blocks. */
  private static final int MOST_BLOCKS = 20_000;

  private PlanPage() {}

  /**
   * @param file the plan
   * @throws org.scissionlite.error.ScissionLiteException if it is missing or unreadable
   * @throws UsageException if it is no plan, or its blocks are beyond all models
   */
  static PageData of(Path file, Clock clock) {
    Plan plan = PlanFile.read(file);
    requireBlocks(plan, file);
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

  private static void requireBlocks(Plan plan, Path file) {
    for (Scenario scenario : plan.scenarios()) {
      for (Segment part : scenario.route().segments()) {
        boolean fits = part.firstBlock() >= 0 && part.firstBlock() <= part.lastBlock();
        if (!fits || part.lastBlock() >= MOST_BLOCKS) {
          throw new UsageException(
              "%s: not a plan: expected blocks from 0 to at most %d, got %d to %d; plan again"
                  .formatted(file, MOST_BLOCKS - 1, part.firstBlock(), part.lastBlock()));
        }
      }
    }
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
