package org.scissionlite.bundle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;

/** The text of a manifest, from a bundle's folder or from somebody who offers the bundle. */
public final class ManifestFile {
  /** Its name in a bundle's folder. */
  public static final String NAME = "manifest.json";

  static final String WHAT = "bundle manifest";

  /** Bundles of this version are read, too. */
  static final int FIRST_VERSION = 1;

  /** With so many files of so many bytes, sums stay in range. */
  private static final int MOST_FILES = 10_000;

  private static final long MOST_BYTES = 1L << 48;

  /** More would not suit every file system, and regular expressions need stack for each segment. */
  private static final int LONGEST_PATH = 1000;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Segments without "." and "..", and no letters that mean something to a file system. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "(?!\\.{1,2}(/|$))[^/\\\\:\\p{Cntrl}]+(/(?!\\.{1,2}(/|$))[^/\\\\:\\p{Cntrl}]+)*");

  private ManifestFile() {}

  /** What every version of the manifest tells. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Version(int schemaVersion) {}

  /** The text of a manifest. */
  public static String text(Manifest manifest) {
    return Json.text(manifest);
  }

  /**
   * The manifest of a text. Each of its files has a hash and a name of its own that stays inside
   * the bundle's folder; whether the files are there and whether the id is theirs is not looked at.
   *
   * @param from where the text came from, for messages
   * @throws UsageException if it is none, or of an unknown schema version; names the field
   */
  public static Manifest parse(byte[] json, String from) {
    int version = Json.parse(json, Version.class, from, WHAT).schemaVersion();
    if (version < FIRST_VERSION || version > Manifest.SCHEMA_VERSION) {
      throw new UsageException(
          "%s: schema version %d, expected %d to %d; prepare the bundle again with this version"
              .formatted(from, version, FIRST_VERSION, Manifest.SCHEMA_VERSION));
    }
    ObjectNode tree = Json.parse(json, ObjectNode.class, from, WHAT);
    if (version == FIRST_VERSION) {
      upgrade(tree);
    }
    tree.putIfAbsent("created", tree.nullNode());
    tree.putIfAbsent("task", tree.nullNode());
    tree.putIfAbsent("signature", tree.nullNode());
    complete(tree.path("scenarios"));
    Manifest manifest = Json.of(tree, Manifest.class, "%s: not a %s".formatted(from, WHAT));
    requireFiles(manifest, from);
    return manifest;
  }

  /**
   * Manifests of version 1 know no weight files, as every file of theirs stands alone, and do not
   * tell what the edge answers with.
   */
  private static void upgrade(JsonNode manifest) {
    for (JsonNode file : manifest.findParents("sha256")) {
      if (file instanceof ObjectNode slice && slice.has("path")) {
        slice.putArray("weights");
      }
    }
    for (JsonNode each : manifest.path("scenarios")) {
      if (each instanceof ObjectNode scenario) {
        scenario.putArray("outputs");
      }
    }
  }

  /** An output that is not said to be kept is not. */
  private static void complete(JsonNode scenarios) {
    for (JsonNode scenario : scenarios) {
      for (JsonNode output : scenario.path("outputs")) {
        if (output instanceof ObjectNode tensor && !tensor.has("kept")) {
          tensor.put("kept", false);
        }
      }
    }
  }

  private static void requireFiles(Manifest manifest, String from) {
    if (manifest.scenarios().isEmpty() && manifest.wholeModel() == null) {
      throw new UsageException(from + ": the bundle holds no scenario and no whole model");
    }
    Set<String> seen = new HashSet<>(Set.of(NAME));
    for (SliceFile file : manifest.files().toList()) {
      if (file.path().length() > LONGEST_PATH) {
        throw new UsageException(
            "%s: '%s...' has %d characters, the most is %d"
                .formatted(from, file.path().substring(0, 60), file.path().length(), LONGEST_PATH));
      }
      if (!INSIDE.matcher(file.path()).matches()) {
        throw new UsageException(
            "%s: '%s' lies outside the bundle, or is no name that every system takes"
                .formatted(from, file.path()));
      }
      if (!seen.add(file.path())) {
        throw new UsageException(
            "%s: the file '%s' is named twice; prepare the bundle again"
                .formatted(from, file.path()));
      }
      if (file.bytes() < 0
          || file.bytes() > MOST_BYTES
          || !SHA256.matcher(file.sha256()).matches()) {
        throw new UsageException(
            "%s: '%s': expected 0 to %d bytes and a SHA-256 of 64 hexadecimal digits, got %d and '%s'"
                .formatted(from, file.path(), MOST_BYTES, file.bytes(), file.sha256()));
      }
    }
    if (seen.size() > MOST_FILES) {
      throw new UsageException(
          "%s: expected up to %d files, got %d".formatted(from, MOST_FILES, seen.size()));
    }
  }

  /**
   * Checks that a manifest says what was written: its id is the hash of it.
   *
   * @param from where it came from, for the message
   * @throws ScissionLiteException if it was changed
   */
  public static void requireOwnId(Manifest manifest, String from) {
    if (!manifest.id().equals(BundleId.of(manifest))) {
      throw new ScissionLiteException(
          "%s: the id is not that of the files; the manifest was changed".formatted(from));
    }
  }
}
