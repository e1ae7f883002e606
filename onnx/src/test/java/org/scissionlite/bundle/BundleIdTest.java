package org.scissionlite.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Sha256;
import org.scissionlite.onnx.runtime.OrtEngine;

/** What the id of a bundle covers, and bundles of the first schema version. */
class BundleIdTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double LAST_BIT = Math.nextUp(1 / 255.0);

  @TempDir private Path home;
  private Path folder;
  private Path manifest;

  @BeforeEach
  void writeBundle() {
    folder = home.resolve("bundle");
    manifest = folder.resolve("manifest.json");
    SmallBundle.write(folder, SmallBundle.scenario("relu", "pool2+q8"));
  }

  @Test
  void manifestThatDoesNotTellTheTask_isRead_andTheShapesTellIt() throws IOException {
    Manifest told = BundleReader.open(folder).manifest();
    Manifest untold =
        new Manifest(
            told.schemaVersion(),
            "",
            told.created(),
            told.model(),
            told.preprocessing(),
            told.labels(),
            null,
            told.scenarios(),
            told.wholeModel(),
            null);
    String text = ManifestFile.text(untold.withId(BundleId.of(untold)));
    assertThat(text).doesNotContain("\"task\"");
    Files.writeString(manifest, text);
    Bundle read = BundleReader.open(folder);
    try (Session whole = read.open(read.manifest().wholeModel(), new OrtEngine(), 1)) {
      assertThat(read.manifest().task(whole.inputs(), whole.outputs()))
          .isEqualTo(told.task(whole.inputs(), whole.outputs()));
    }
  }

  static Map<String, Consumer<ObjectNode>> changes() {
    Map<String, Consumer<ObjectNode>> changes = new TreeMap<>();
    changes.put("mean", root -> ((ArrayNode) root.at("/preprocessing/mean")).set(0, 0.5));
    changes.put("channels", root -> at(root, "/preprocessing").put("channels", "BGR"));
    changes.put("scale in its last bit", root -> at(root, "/preprocessing").put("scale", LAST_BIT));
    changes.put("order of labels", BundleIdTest::swapLabels);
    changes.put("task", root -> root.put("task", "none"));
    changes.put("model", root -> at(root, "/model").put("name", "other"));
    changes.put("cut", root -> at(root, "/scenarios/0").put("cut", "conv"));
    changes.put("codec", root -> at(root, "/scenarios/0/wire/0").put("codec", "packed-zstd"));
    changes.put("kept output", root -> at(root, "/scenarios/0/outputs/0").put("kept", true));
    changes.put("shape", root -> ((ArrayNode) root.at("/scenarios/0/wire/0/shape")).set(3, 5));
    return changes;
  }

  static Set<String> names() {
    return changes().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void changedManifest_doesNotFitTheId(String change) throws IOException {
    edit(changes().get(change));

    assertThatThrownBy(() -> BundleReader.open(folder))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage("%s: the id is not that of the files; the manifest was changed", manifest);
  }

  @Test
  void timeOfWriting_isNoPartOfTheIdAndMayBeMissing() throws IOException {
    Bundle written = BundleReader.open(folder);
    assertThat(written.manifest().time())
        .isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(1));

    edit(root -> root.put("created", "2020-02-02T02:02:02Z"));
    assertThat(BundleReader.open(folder).manifest().time())
        .isEqualTo(Instant.parse("2020-02-02T02:02:02Z"));

    edit(root -> root.remove("created"));
    Manifest manifest = BundleReader.open(folder).manifest();
    assertThat(manifest.time()).isEqualTo(Instant.MIN);
    assertThat(manifest.id()).isEqualTo(written.manifest().id());
    assertThat(ManifestFile.text(manifest)).doesNotContain("created");
  }

  @Test
  void partOfABundle_opensWithoutTheOtherFiles() throws IOException {
    Bundle whole = BundleReader.open(folder);
    BundlePart part = new BundlePart("", false);
    for (SliceFile file : whole.manifest().files().toList()) {
      if (!part.files(whole.manifest()).contains(file)) {
        Files.delete(whole.file(file));
      }
    }

    Bundle opened = BundleReader.open(folder, part, TrustedKeys.anybody());

    assertThat(opened.manifest().id()).isEqualTo(whole.manifest().id());
    assertThat(opened.manifest().scenarios()).hasSize(1);
    assertThat(opened.manifest().wholeModel()).isNull();
    assertThatThrownBy(() -> BundleReader.open(folder)).hasMessageContaining("cannot read");
    Files.delete(opened.file(opened.manifest().scenario("").device()));
    assertThatThrownBy(() -> BundleReader.open(folder, part, TrustedKeys.anybody()))
        .hasMessageContaining("cannot read");
  }

  @Test
  void layoutOfTheFile_doesNotCount() throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(manifest.toFile());
    Map<String, JsonNode> reversed = new TreeMap<>(Comparator.reverseOrder());
    root.properties().forEach(field -> reversed.put(field.getKey(), field.getValue()));
    Files.writeString(manifest, JSON.writeValueAsString(reversed));

    assertThat(BundleReader.open(folder).manifest().id()).isEqualTo(root.get("id").textValue());
  }

  @Test
  void bundleOfTheFirstVersion_opensAndRuns() throws IOException {
    edit(BundleIdTest::makeFirstVersion);
    assertThat(manifest).content().doesNotContain("weights");

    Bundle bundle = BundleReader.open(folder);

    assertThat(bundle.manifest().schemaVersion()).isEqualTo(1);
    assertThat(bundle.manifest().scenario("").outputs()).isEmpty();
    assertThat(bundle.manifest().id())
        .isEqualTo(JSON.readTree(manifest.toFile()).get("id").textValue());
    try (Session edge = bundle.open(bundle.manifest().scenario("").edge(), new OrtEngine(), 1)) {
      assertThat(edge.outputs()).hasSize(1);
    }
  }

  @Test
  void bundleOfTheFirstVersion_isRefusedWhereItsFilesAreOthers() throws IOException {
    edit(
        root -> {
          makeFirstVersion(root);
          root.put("id", "0".repeat(64));
        });

    assertThatThrownBy(() -> BundleReader.open(folder))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("the id is not that of the files");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.onnx.data", "relu.pool2+q8/edge.onnx.data"})
  void weightFileThatTheFirstVersionDidNotHash_isRefused(String weights) throws IOException {
    edit(BundleIdTest::makeFirstVersion);
    Files.writeString(folder.resolve(weights), "weights");

    assertThatThrownBy(() -> BundleReader.open(folder))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "%s has no hash in a bundle of schema version 1; prepare the bundle again",
            folder.resolve(weights));
  }

  /** Turns a manifest into what the first version of the program wrote. */
  private static void makeFirstVersion(ObjectNode root) {
    root.put("schemaVersion", 1);
    root.findParents("weights").forEach(file -> ((ObjectNode) file).remove("weights"));
    root.findParents("outputs").forEach(scenario -> ((ObjectNode) scenario).remove("outputs"));
    root.put(
        "id",
        Sha256.of(
            root.findParents("path").stream()
                .map(file -> file.get("sha256").textValue() + " " + file.get("path").textValue())
                .sorted()
                .collect(Collectors.joining("\n"))));
  }

  private static void swapLabels(ObjectNode root) {
    ArrayNode labels = (ArrayNode) root.get("labels");
    labels.add(labels.remove(0));
  }

  private static ObjectNode at(ObjectNode root, String pointer) {
    return (ObjectNode) root.at(pointer);
  }

  private void edit(Consumer<ObjectNode> change) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(manifest.toFile());
    change.accept(root);
    Files.writeString(manifest, root.toString());
  }
}
