package org.scissionlite.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;

class HostileBundleTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEVICE = "relu.none/device.onnx";

  @TempDir private Path home;

  private Path folder;
  private Path manifest;

  @BeforeEach
  void writeBundle() {
    folder = home.resolve("bundle");
    manifest = folder.resolve("manifest.json");
    SmallBundle.write(folder, SmallBundle.scenario("relu", "none"));
  }

  @Test
  void folderWithoutManifest_isNoBundle() {
    assertThatThrownBy(() -> BundleReader.open(home))
        .isInstanceOf(UsageException.class)
        .hasMessage("%s is no bundle: it has no manifest.json; make one with 'prepare'", home);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../secret", "/etc/hostname", "relu.none/../../secret", "link", "no\u0000name"})
  void fileOutsideTheBundle_isRefused(String path) throws IOException {
    Path secret = Files.writeString(home.resolve("secret"), "secret");
    Files.createSymbolicLink(folder.resolve("link"), secret);
    edit(root -> device(root).put("path", path));

    assertRefused("'%s'".formatted(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a//b",
        "a/",
        "/a",
        "a/./b",
        "a/../b",
        "..\\secret",
        "C:secret",
        "a\nb"
      })
  void nameThatNotEverySystemTakes_isRefusedBeforeAnyFileIsRead(String path) throws IOException {
    edit(root -> device(root).put("path", path));

    assertRefused("lies outside the bundle, or is no name that every system takes");
  }

  @Test
  void pathWithoutEnd_isRefusedInOneShortLine() throws IOException {
    edit(root -> device(root).put("path", "a" + "/a".repeat(50_000)));

    assertRefused("...' has 100001 characters, the most is 1000");
  }

  @Test
  void manifestBehindALinkThatLeavesTheBundle_isRefused() throws IOException {
    Files.move(manifest, home.resolve("elsewhere.json"));
    Files.createSymbolicLink(manifest, home.resolve("elsewhere.json"));
    assertRefused("manifest.json is a link that leaves the bundle");
  }

  @Test
  @Timeout(20)
  void pipeInAFilesPlace_isRefusedAndNotWaitedFor() throws Exception {
    Files.delete(folder.resolve(DEVICE));
    int made = new ProcessBuilder("mkfifo", folder.resolve(DEVICE).toString()).start().waitFor();
    assumeTrue(made == 0, "no pipe can be made here");
    edit(root -> device(root).put("bytes", 0));
    assertRefused("'" + DEVICE + "' is no file");
  }

  @Test
  void fileThatIsNamedTwice_isRefused() throws IOException {
    edit(root -> ((ObjectNode) root.at("/scenarios/0/edge")).put("path", DEVICE));
    assertRefused("the file '" + DEVICE + "' is named twice");
    edit(root -> ((ObjectNode) root.at("/scenarios/0/edge")).put("path", "manifest.json"));
    assertRefused("the file 'manifest.json' is named twice");
  }

  @Test
  void lengthsAndHashesThatAreNone_areRefused() throws IOException {
    edit(root -> device(root).put("bytes", -1));
    assertRefused("got -1 and '");
    edit(root -> device(root).put("bytes", Long.MAX_VALUE));
    assertRefused("expected 0 to 281474976710656 bytes");
    edit(root -> device(root).put("bytes", 1).put("sha256", "../../x"));
    assertRefused("a SHA-256 of 64 hexadecimal digits, got 1 and '../../x'");
  }

  @Test
  void timeThatIsNone_isRefused() throws IOException {
    edit(root -> root.put("created", "yesterday"));
    assertRefused("'created' is no time such as 2026-11-26T07:25:23Z: 'yesterday'");
  }

  @Test
  void changedFile_isRefusedByName() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(DEVICE));
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve(DEVICE), bytes);

    assertRefused("'" + DEVICE + "' is not the file that was written; copy the bundle again");
  }

  @Test
  void missingFile_isRefusedByName() throws IOException {
    Files.delete(folder.resolve(DEVICE));

    assertRefused("cannot read '" + DEVICE + "'");
  }

  @Test
  void otherSchemaVersion_asksToPrepareAgain() throws IOException {
    edit(root -> root.put("schemaVersion", 99));

    assertRefused("schema version 99, expected 1 to 3; prepare the bundle again");
  }

  @Test
  void changedHash_doesNotFitTheId() throws IOException {
    edit(root -> root.put("id", "0".repeat(64)));

    assertRefused("the id is not that of the files");
  }

  @Test
  void neitherScenarioNorWholeModel_isRefused() throws IOException {
    edit(root -> root.putArray("scenarios"));
    edit(root -> root.putNull("wholeModel"));

    assertRefused("the bundle holds no scenario and no whole model");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/schemaVersion",
        "/id",
        "/model",
        "/model/name",
        "/model/sha256",
        "/preprocessing",
        "/preprocessing/mean",
        "/labels",
        "/labels/0",
        "/scenarios",
        "/scenarios/0",
        "/scenarios/0/name",
        "/scenarios/0/cut",
        "/scenarios/0/transferLayer",
        "/scenarios/0/device",
        "/scenarios/0/edge/sha256",
        "/scenarios/0/device/path",
        "/scenarios/0/device/bytes",
        "/scenarios/0/device/weights",
        "/scenarios/0/outputs",
        "/scenarios/0/outputs/0/elementType",
        "/scenarios/0/wire",
        "/scenarios/0/wire/0",
        "/scenarios/0/wire/0/name",
        "/scenarios/0/wire/0/elementType",
        "/scenarios/0/wire/0/shape",
        "/scenarios/0/wire/0/shape/0",
        "/scenarios/0/wire/0/codec"
      })
  void nullAnywhere_isRefusedWithTheFieldsName(String pointer) throws IOException {
    List<String> way = List.of(pointer.substring(1).split("/", -1));
    String last = way.get(way.size() - 1);
    edit(
        root -> {
          var parent = root.at(pointer.substring(0, pointer.lastIndexOf('/')));
          if (parent instanceof ObjectNode object) {
            object.putNull(last);
          } else {
            ((com.fasterxml.jackson.databind.node.ArrayNode) parent)
                .set(Integer.parseInt(last), JSON.nullNode());
          }
        });
    String named = last.matches("\\d+") ? way.get(way.size() - 2) : last;

    assertThatThrownBy(() -> BundleReader.open(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(manifest + ": not a bundle manifest: ")
        .hasMessageContaining(named)
        .message()
        .doesNotContain("Exception")
        .doesNotContain("\n");
  }

  @Test
  void unknownCodec_isNamedWithTheValidOnes() throws IOException {
    Bundle bundle = BundleReader.open(folder);
    WireTensor read = bundle.manifest().scenario("").wire().get(0);
    WireTensor wire =
        new WireTensor(read.name(), read.elementType(), read.shape(), "zip", read.tables());

    assertThatThrownBy(() -> bundle.codec(wire))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("unknown codec 'zip'; valid");
  }

  @Test
  void negativeDimension_isRefused() throws IOException {
    edit(root -> ((ObjectNode) root.at("/scenarios/0/wire/0")).putArray("shape").add(-1));

    assertRefused("a dimension is negative");
  }

  @Test
  void manifestThatIsNoJson_isRefused() throws IOException {
    Files.writeString(manifest, "<html>");

    assertRefused("not a bundle manifest: line 1");
  }

  private interface Edit {
    void apply(ObjectNode root);
  }

  private void edit(Edit edit) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(manifest.toFile());
    edit.apply(root);
    Files.writeString(manifest, root.toString());
  }

  private static ObjectNode device(ObjectNode root) {
    return (ObjectNode) root.at("/scenarios/0/device");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> BundleReader.open(folder))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining(message);
    assertThat(folder).isDirectory();
  }
}
