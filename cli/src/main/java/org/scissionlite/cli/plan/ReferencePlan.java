package org.scissionlite.cli.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.scissionlite.cli.terminal.TextTable;
import org.scissionlite.file.Json;
import org.scissionlite.link.Network;
import org.scissionlite.plan.reference.ReferenceAnswer;
import org.scissionlite.plan.reference.ReferencePlanner;
import org.scissionlite.plan.reference.ReferenceQuestion;
import org.scissionlite.plan.reference.ReferenceScenario;
import org.scissionlite.plan.reference.ReferenceScenario.WithoutTl;
import org.scissionlite.profile.dat.DatProfile;
import org.scissionlite.profile.dat.ProfileFolder;

/** What {@code plan --reference} prints. */
record ReferencePlan(String planner, String model, long count, List<Entry> scenarios) {

  /**
   * A scenario.
   *
   * @param withoutTl the same cut without its transfer layer, with {@code --versus}; else null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(double seconds, double wireBytes, String config, WithoutTl withoutTl) {
    static Entry of(ReferenceScenario scenario, boolean versus) {
      WithoutTl plain = versus ? scenario.withoutTl().orElse(null) : null;
      return new Entry(scenario.seconds(), scenario.wireBytes(), scenario.config(), plain);
    }
  }

  static ReferencePlan of(String planner, ProfileFolder folder, Network network, Asked asked) {
    List<DatProfile> profiles = folder.asDats();
    ReferenceQuestion question =
        asked
            .criteria()
            .question(
                profiles.stream().map(DatProfile::system).toList(), profiles.get(0).lastLayer());
    ReferenceAnswer answer = ReferencePlanner.named(planner).answer(profiles, network, question);
    return new ReferencePlan(
        planner,
        profiles.get(0).model(),
        answer.count(),
        answer.scenarios().stream().map(scenario -> Entry.of(scenario, asked.versus())).toList());
  }

  /** What is asked on the command line. */
  record Asked(CriteriaOptions criteria, boolean versus) {}

  String json() {
    return Json.text(this);
  }

  String text() {
    TextTable table = new TextTable("scenario", "seconds", "bytes sent", "without TL", "bytes");
    for (Entry entry : scenarios) {
      WithoutTl plain = entry.withoutTl();
      table.row(
          entry.config(),
          "%.6f".formatted(entry.seconds()),
          "%,.0f".formatted(entry.wireBytes()),
          plain == null ? "-" : "%.6f".formatted(plain.seconds()),
          plain == null ? "-" : "%,.0f".formatted(plain.wireBytes()));
    }
    return "%s for %s, with its errors: %,d scenarios meet the criteria%n%s"
        .formatted(planner, model, count, table);
  }
}
