package org.scissionlite.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.Loss;
import org.scissionlite.file.Json;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Breakdown;
import org.scissionlite.plan.scenario.Interval;
import org.scissionlite.plan.scenario.Route;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.profile.ProfiledModel;
import org.scissionlite.profile.SystemId;

/**
 * The plan as JSON. A plan that is written and read back equals the one before.
 *
 * <pre>{@code
 * {"schemaVersion": 3, "model": {...}, "question": {...}, "systems": [{"tier", "name"}],
 *  "count": 67,                       // scenarios considered
 *  "scenarios": [{                    // best first
 *    "strategy": "cut-with-tl", "seconds": 0.0637, "wireBytes": 18560,
 *    "config": "Device(tx2) = 0 - 18, Edge(ampere) = 19 - 22 + pool2",
 *    "accuracyLoss": {"share", "low", "high", "images", "use"},  // null where not known
 *    "interval": {"lowNanos", "highNanos", "tiesWithBest"},
 *    "parts": {"deviceNanos", "deviceTlNanos", "conversionNanos", "transferNanos",
 *              "edgeTlNanos", "edgeNanos", "cloudNanos"},
 *    "route": {"segments": [...], "hops": [...]}}]}
 * }</pre>
 */
public final class PlanFile {
  private static final int WITHOUT_INTERVALS = 2;

  private PlanFile() {}

  @JsonPropertyOrder({"schemaVersion", "model", "question", "systems", "count", "scenarios"})
  private record Content(
      int schemaVersion,
      ProfiledModel model,
      Question question,
      List<SystemId> systems,
      long count,
      List<Entry> scenarios) {
    Content {
      Objects.requireNonNull(model, "model is missing");
      Objects.requireNonNull(question, "question is missing");
      systems = List.copyOf(systems);
      scenarios = List.copyOf(scenarios);
    }
  }

  /** What every version of the file tells. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Version(int schemaVersion) {}

  /**
   * A scenario.
   *
   * @param accuracyLoss null where it is not known
   */
  private record Entry(
      String strategy,
      double seconds,
      long wireBytes,
      String config,
      Loss accuracyLoss,
      Interval interval,
      Breakdown parts,
      Route route) {
    Entry {
      Objects.requireNonNull(route, "route is missing");
      Objects.requireNonNull(interval, "interval is missing");
    }

    static Entry of(Plan plan, int place) {
      Scenario scenario = plan.scenarios().get(place);
      Route route = scenario.route();
      return new Entry(
          scenario.strategy().toString(),
          scenario.latencyNanos() / 1e9,
          route.wireBytes(),
          route.config(),
          plan.losses().get(place).orElse(null),
          plan.intervals().get(place),
          route.breakdown(),
          route);
    }

    Optional<Loss> loss() {
      return Optional.ofNullable(accuracyLoss);
    }
  }

  /** The plan as text. */
  public static String toJson(Plan plan) {
    return Json.text(content(plan));
  }

  private static Content content(Plan plan) {
    return new Content(
        Plan.SCHEMA_VERSION,
        plan.model(),
        plan.question(),
        plan.systems(),
        plan.considered(),
        IntStream.range(0, plan.scenarios().size()).mapToObj(i -> Entry.of(plan, i)).toList());
  }

  /** Writes a plan; the file is there whole or not at all. */
  public static void write(Plan plan, Path file) {
    Json.write(file, content(plan));
  }

  /**
   * Reads a plan.
   *
   * @throws org.scissionlite.error.ScissionLiteException if the file is missing or unreadable
   * @throws UsageException if it is no plan, or of another schema version; names the field
   */
  public static Plan read(Path file) {
    int version = Json.read(file, Version.class, "plan").schemaVersion();
    if (version != Plan.SCHEMA_VERSION && version != WITHOUT_INTERVALS) {
      throw new UsageException(
          "%s: expected a plan of schema version %d or %d, got %d; plan again"
              .formatted(file, WITHOUT_INTERVALS, Plan.SCHEMA_VERSION, version));
    }
    Content content = Json.read(file, Content.class, "plan", PlanFile::upgrade);
    return new Plan(
        content.question(),
        content.model(),
        content.systems(),
        content.count(),
        content.scenarios().stream().map(entry -> Scenario.of(entry.route())).toList(),
        content.scenarios().stream().map(Entry::interval).toList(),
        content.scenarios().stream().map(Entry::loss).toList());
  }

  /** Version 2 had the share alone. */
  private static void upgrade(JsonNode plan) {
    for (JsonNode scenario : plan.path("scenarios")) {
      if (scenario instanceof ObjectNode fields && fields.path("accuracyLoss").isNumber()) {
        double share = fields.get("accuracyLoss").doubleValue();
        fields.putPOJO("accuracyLoss", Loss.exactly(share));
      }
    }
  }
}
