package org.scissionlite.evidence;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.Measurement.Place;
import org.scissionlite.file.Json;

/**
 * Evidence as a file beside a bundle, {@code BUNDLE.evidence.json}.
 *
 * <pre>{@code
 * {"schemaVersion": 2, "model": "resnet56", "sha256": "...", "measurements": [{
 *   "cut": "layer3.0", "layer": {"family": "transform", "parameters": {"step": 1.0, "weights": 0.5}},
 *   "images": {"use": "confirmation", "count": 500, "sha256": "..."},
 *   "bytes": {"mean": 461.2, "p95": 540, "most": 602, "images": 500},
 *   "answers": {"images": 500, "labelled": true, "right": 470, "changed": 12, "won": 2, "lost": 4},
 *   "ssim": null}]}
 * }</pre>
 */
public final class EvidenceFile {
  private static final String SUFFIX = ".evidence.json";
  private static final int FIRST_VERSION = 1;
  private static final String KIND = "file of evidence";

  private EvidenceFile() {}

  /** What every version of the file tells. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Version(int schemaVersion) {}

  /** Where the evidence of a bundle lies. */
  public static Path beside(Path bundle) {
    Path folder = bundle.toAbsolutePath().normalize();
    return folder.resolveSibling(folder.getFileName() + SUFFIX);
  }

  /**
   * Where evidence of a bundle lies whose edge has no codecs: it knows other bytes of the same
   * layers.
   */
  public static Path withoutCodecs(Path bundle) {
    Path folder = bundle.toAbsolutePath().normalize();
    return folder.resolveSibling(folder.getFileName() + ".without-codecs" + SUFFIX);
  }

  /**
   * Reads evidence.
   *
   * @param source a file, or the folder of a bundle for that beside it
   * @throws ScissionLiteException if it is missing or cannot be read
   * @throws UsageException if it is no evidence, of another version, or contradicts itself; names
   *     the file
   */
  public static Evidence read(Path source) {
    Path file = Files.isDirectory(source) ? beside(source) : source;
    if (!Files.isRegularFile(file)) {
      throw new ScissionLiteException(
          "evidence: there is no file %s; 'evaluate' and 'prepare' with auto or --train write it"
              .formatted(file));
    }
    int version = Json.read(file, Version.class, KIND).schemaVersion();
    if (version < FIRST_VERSION || version > Evidence.SCHEMA_VERSION) {
      throw new UsageException(
          "%s: expected evidence of schema version %d to %d, got %d"
              .formatted(file, FIRST_VERSION, Evidence.SCHEMA_VERSION, version));
    }
    return version == FIRST_VERSION
        ? Json.read(file, Evidence.class, KIND, EvidenceFile::upgrade)
        : Json.read(file, Evidence.class, KIND);
  }

  /** Version 1 had a field for the times of a layer, which nobody measured. */
  private static void upgrade(JsonNode document) {
    if (document instanceof ObjectNode object) {
      object.put("schemaVersion", Evidence.SCHEMA_VERSION);
    }
    for (JsonNode each : document.path("measurements")) {
      if (each instanceof ObjectNode measurement) {
        measurement.remove("times");
      }
    }
  }

  /**
   * Reads several sources as one.
   *
   * @param sources at least one
   * @throws UsageException if they are of different models or contradict each other; names the
   *     source that does
   */
  public static Evidence readAll(List<Path> sources) {
    Evidence all = read(sources.get(0));
    for (Path source : sources.subList(1, sources.size())) {
      try {
        all = all.and(read(source));
      } catch (UsageException e) {
        throw new UsageException("%s: %s".formatted(source, e.getMessage()), e);
      }
    }
    return all;
  }

  public static void write(Path file, Evidence evidence) {
    Json.write(file, evidence);
  }

  /** Adds newer evidence to a file; what that holds of another model is replaced. */
  public static void add(Path file, Evidence newer) {
    renew(file, newer, Set.of());
  }

  /**
   * Adds newer evidence to a file, without which there is none where nothing is new.
   *
   * @param fittedAnew layers of which older evidence no longer holds
   */
  public static void renew(Path file, Evidence newer, Set<Place> fittedAnew) {
    if (newer.measurements().isEmpty() && !Files.exists(file)) {
      return;
    }
    Evidence before =
        readable(file)
            .filter(older -> older.sha256().equals(newer.sha256()))
            .orElseGet(() -> Evidence.of(newer.model(), newer.sha256(), List.of()));
    Evidence after = before.without(fittedAnew).updatedBy(newer.measurements());
    write(file, Evidence.of(newer.model(), newer.sha256(), after.measurements()));
  }

  /** What a file holds; nothing where it is missing or no evidence, so that it is written anew. */
  private static Optional<Evidence> readable(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    } catch (UsageException e) {
      return Optional.empty();
    }
  }
}
