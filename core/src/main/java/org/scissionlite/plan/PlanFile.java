package org.scissionlite.plan;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.profile.ProfiledModel;
import org.scissionlite.profile.SystemId;

/**
 * The plan as JSON. A plan that is written and read back equals the one before.
 *
 * <pre>{@code
 * {"schemaVersion": 1, "model": {...}, "question": {...}, "systems": [{"tier", "name"}],
 *  "count": 67,                       // scenarios considered
 *  "scenarios": [{                    // best first
 *    "strategy": "cut-with-tl", "seconds": 0.0637, "wireBytes": 18560,
 *    "config": "Device(tx2) = 0 - 18, Edge(ampere) = 19 - 22 + pool2",
 *    "parts": {"deviceNanos", "deviceTlNanos", "conversionNanos", "transferNanos",
 *              "edgeTlNanos", "edgeNanos", "cloudNanos"},
 *    "route": {"segments": [...], "hops": [...]}}]}
 * }</pre>
 */
public final class PlanFile {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private PlanFile() {}

  @JsonPropertyOrder({"schemaVersion", "model", "question", "systems", "count", "scenarios"})
  private record Content(
      int schemaVersion,
      ProfiledModel model,
      Question question,
      List<SystemId> systems,
      long count,
      List<Entry> scenarios) {}

  private record Entry(
      String strategy,
      double seconds,
      long wireBytes,
      String config,
      Breakdown parts,
      Route route) {
    static Entry of(Scenario scenario) {
      Route route = scenario.route();
      return new Entry(
          scenario.strategy().toString(),
          scenario.latencyNanos() / 1e9,
          route.wireBytes(),
          route.config(),
          route.breakdown(),
          route);
    }
  }

  /** The plan as text. */
  public static String toJson(Plan plan) {
    try {
      return JSON.writeValueAsString(
          new Content(
              Plan.SCHEMA_VERSION,
              plan.model(),
              plan.question(),
              plan.systems(),
              plan.considered(),
              plan.scenarios().stream().map(Entry::of).toList()));
    } catch (JsonProcessingException e) {
      throw new ScissionLiteException("plan: cannot be written as JSON: " + e.getMessage(), e);
    }
  }

  /** Writes a plan; the file is there whole or not at all. */
  public static void write(Plan plan, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, file.getFileName().toString(), ".part");
      try {
        Files.writeString(part, toJson(plan), StandardCharsets.UTF_8);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new ScissionLiteException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a plan.
   *
   * @throws UsageException when the file is missing, no plan, or of another schema version
   */
  public static Plan read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UsageException(file + ": no such file; expected a plan written by 'plan -o'");
    }
    try {
      return fromJson(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UsageException(file + ": expected a plan as JSON in UTF-8, cannot be read", e);
    }
  }

  private static Plan fromJson(String place, String text) {
    Content content;
    try {
      content = JSON.readValue(text, Content.class);
    } catch (JsonProcessingException e) {
      throw new UsageException(
          "%s: expected a plan as JSON, found: %s".formatted(place, e.getOriginalMessage()), e);
    }
    if (content == null || content.schemaVersion() != Plan.SCHEMA_VERSION) {
      throw new UsageException(
          "%s: expected a plan of schema version %d, found %s; plan again"
              .formatted(
                  place,
                  Plan.SCHEMA_VERSION,
                  content == null ? "nothing" : "version " + content.schemaVersion()));
    }
    if (content.model() == null || content.question() == null || content.scenarios() == null) {
      throw new UsageException(place + ": expected model, question and scenarios in a plan");
    }
    return new Plan(
        content.question(),
        content.model(),
        content.systems() == null ? List.of() : content.systems(),
        content.count(),
        content.scenarios().stream().map(entry -> Scenario.of(entry.route())).toList());
  }
}
