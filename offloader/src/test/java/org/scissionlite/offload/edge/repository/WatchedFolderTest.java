package org.scissionlite.offload.edge.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.WatchedEngine;
import org.scissionlite.offload.edge.registry.Budget;
import org.scissionlite.offload.edge.registry.BundleRegistry;
import org.scissionlite.offload.edge.registry.SessionOptions;

class WatchedFolderTest {
  private static final String EDGE = "relu.none/edge.onnx";
  private static final String DEVICE = "relu.none/device.onnx";

  @TempDir private Path home;
  private Path folder;
  private final List<String> told = new ArrayList<>();
  private final WatchedEngine engine = new WatchedEngine();
  private BundleRegistry registry;
  private BundleRepository repository;
  private WatchedFolder watch;
  private Duration handover = Duration.ZERO;

  @BeforeEach
  void watch() throws IOException {
    folder = Files.createDirectory(home.resolve("bundles"));
    watch(Budget.usual());
  }

  private void watch(Budget budget) {
    registry = new BundleRegistry(engine, new SessionOptions(1, 1), budget, Integer.MAX_VALUE);
    repository = new BundleRepository(registry, TrustedKeys.anybody(), handover);
    watch = new WatchedFolder(folder, repository, told::add);
    watch.look();
  }

  @AfterEach
  void close() {
    registry.close();
    assertThat(engine.openSessions()).isZero();
  }

  /** Two looks: a folder that was changing at the first one rests at the second. */
  private List<String> look() {
    told.clear();
    watch.look();
    watch.look();
    watch.look();
    return told;
  }

  private String write(String name, int seed) {
    return new SmallModel(seed).bundle(folder.resolve(name)).manifest().id();
  }

  private static void copy(Path from, Path to, boolean withManifest) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (withManifest || !file.endsWith("manifest.json")) {
          Files.copy(file, target);
        }
      }
    }
  }

  private void edit(String name, Consumer<ObjectNode> change) throws IOException {
    Path manifest = folder.resolve(name).resolve("manifest.json");
    ObjectNode root = (ObjectNode) new ObjectMapper().readTree(manifest.toFile());
    change.accept(root);
    Files.writeString(manifest, root.toString());
  }

  @Test
  void bundles_areLoadedSwappedAndUnloadedAsTheirFoldersAre() throws IOException {
    String first = write("parts", 1);
    assertThat(look()).containsExactly("bundle 'parts' is loaded: " + first);
    assertThat(look()).isEmpty();

    String second = write("parts", 2);
    assertThat(look()).containsExactly("bundle 'parts' is swapped for a new version: " + second);
    assertThat(registry.isLoaded(first)).isFalse();
    assertThat(registry.isLoaded(second)).isTrue();

    Files.move(folder.resolve("parts"), home.resolve("away"));
    assertThat(look())
        .containsExactly("bundle 'parts' is gone from %s: unloaded".formatted(folder));
    assertThat(registry.names()).isEmpty();
    assertThat(repository.entries()).isEmpty();
  }

  @Test
  void folderThatIsAwayForAMoment_isNotUnloaded() throws IOException {
    String id = write("parts", 1);
    look();
    Path parts = folder.resolve("parts");
    Path aside = Files.move(parts, folder.resolve(".aside"));
    watch.look();
    assertThat(registry.isLoaded(id)).isTrue();
    Files.move(aside, parts);
    assertThat(look()).isEmpty();
    assertThat(registry.isLoaded(id)).isTrue();
  }

  @Test
  void bundleOfTwoFolders_staysWhileOneOfThemIsThere() throws IOException {
    String id = write("one", 1);
    write("two", 1);
    look();
    Files.move(folder.resolve("one"), home.resolve("away"));
    look();

    assertThat(registry.isLoaded(id)).isTrue();
  }

  @Test
  void halfCopiedBundle_waitsUntilItIsWholeAndIsToldOnce() throws IOException {
    Path whole = home.resolve("whole");
    String id = new SmallModel(1).bundle(whole).manifest().id();
    Path target = folder.resolve("parts");
    copy(whole, target, false);
    byte[] edge = Files.readAllBytes(whole.resolve(EDGE));
    Files.write(target.resolve(EDGE), java.util.Arrays.copyOf(edge, edge.length / 2));
    assertThat(look())
        .containsExactly(
            "bundle 'parts' in %s is not loaded: there is no manifest.json yet; it is tried again when it changes"
                .formatted(folder));
    assertThat(look()).isEmpty();

    Files.copy(whole.resolve("manifest.json"), target.resolve("manifest.json"));
    assertThat(look()).hasSize(1).allMatch(line -> line.contains("is not the file that was"));
    assertThat(look()).isEmpty();
    assertThat(engine.openSessions()).isZero();

    Files.write(target.resolve(EDGE), edge);
    assertThat(look()).containsExactly("bundle 'parts' is loaded: " + id);
  }

  @Test
  void bundleThatIsBeingOverwritten_goesOnUntilTheNewOneIsWhole() throws IOException {
    String first = write("parts", 1);
    look();
    Path next = home.resolve("next");
    String second = new SmallModel(2).bundle(next).manifest().id();
    Path manifest = folder.resolve("parts/manifest.json");
    byte[] device = Files.readAllBytes(next.resolve(DEVICE));
    Files.write(folder.resolve("parts").resolve(DEVICE), device);
    assertThat(look()).hasSize(1).allMatch(line -> line.endsWith("the version before it goes on"));
    assertThat(registry.isLoaded(first)).isTrue();
    Files.delete(manifest);
    look();
    assertThat(registry.isLoaded(first)).isTrue();

    org.scissionlite.file.FileTree.deleteQuietly(folder.resolve("parts"));
    copy(next, folder.resolve("parts"), true);
    assertThat(look()).containsExactly("bundle 'parts' is swapped for a new version: " + second);
  }

  @Test
  void hostileBundles_areRefusedInOneLineAndTheOthersAreLoaded() throws IOException {
    Path outside = home.resolve("outside");
    new SmallModel(1).bundle(outside);
    Files.createSymbolicLink(folder.resolve("link"), outside);
    write("linked-file", 1);
    Files.delete(folder.resolve("linked-file").resolve(EDGE));
    Files.createSymbolicLink(folder.resolve("linked-file").resolve(EDGE), outside.resolve(EDGE));
    write("twice", 1);
    edit("twice", root -> ((ObjectNode) root.at("/scenarios/0/edge")).put("path", path(root)));
    write("leaving", 1);
    edit(
        "leaving",
        root -> ((ObjectNode) root.at("/scenarios/0/edge")).put("path", "../outside/model.onnx"));
    write("two-scenarios", 1);
    edit("two-scenarios", root -> ((ArrayNode) root.at("/scenarios")).add(root.at("/scenarios/0")));
    Files.createDirectory(folder.resolve("loop"));
    Files.createSymbolicLink(folder.resolve("loop/again"), folder.resolve("loop"));
    write("well", 2);

    assertThat(look())
        .hasSize(7)
        .allMatch(line -> !line.contains("\n") && !line.contains("Exception"))
        .anyMatch(line -> line.contains("'link'") && line.contains("leaves the watched folder"))
        .anyMatch(line -> line.contains("'linked-file'") && line.contains("lies outside"))
        .anyMatch(line -> line.contains("'twice'") && line.contains("is named twice"))
        .anyMatch(line -> line.contains("'leaving'") && line.contains("lies outside the bundle"))
        .anyMatch(line -> line.contains("'two-scenarios'") && line.contains("is named twice"))
        .anyMatch(line -> line.contains("'loop'") && line.contains("no manifest.json"))
        .anyMatch(line -> line.startsWith("bundle 'well' is loaded"));
  }

  private static String path(ObjectNode root) {
    return root.at("/scenarios/0/device/path").textValue();
  }

  @Test
  void linkInsideTheFolder_isFollowedToAnotherVersion() throws IOException {
    Files.createDirectory(folder.resolve(".versions"));
    String first = write(".versions/1", 1);
    String second = write(".versions/2", 2);
    Path link = folder.resolve("parts");
    Files.createSymbolicLink(link, Path.of(".versions/1"));
    look();
    assertThat(registry.isLoaded(first)).isTrue();
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of(".versions/2"));
    look();

    assertThat(registry.isLoaded(first)).isFalse();
    assertThat(registry.isLoaded(second)).isTrue();
  }

  @Test
  void folderThatDisappears_leavesAllAsItIsUntilItIsBack() throws IOException {
    String id = write("parts", 1);
    look();
    Path away = Files.move(folder, home.resolve("away"));
    assertThat(look())
        .containsExactly(
            "the watched folder %s is away (no such file: %s); the edge goes on with the bundles that it has"
                .formatted(folder, folder));
    assertThat(look()).isEmpty();
    assertThat(registry.isLoaded(id)).isTrue();

    Files.move(away, folder);
    assertThat(look()).containsExactly("the watched folder %s is back".formatted(folder));
    assertThat(registry.isLoaded(id)).isTrue();
    write("more", 2);
    assertThat(look()).hasSize(1);
  }

  @Test
  void folderThatWasNeverThere_isRefused() {
    assertThatThrownBy(() -> new WatchedFolder(home.resolve("none"), repository, told::add))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none is no folder that could be watched");
  }

  @Test
  void bundleBeyondTheBudget_isTriedAgainLater() throws IOException {
    registry.close();
    watch(Budget.usual().withSessions(4));
    write("one", 1);
    look();
    String second = write("two", 2);
    assertThat(look()).hasSize(1).allMatch(line -> line.contains("4 of 4 are taken"));
    Files.move(folder.resolve("one"), home.resolve("away"));
    told.clear();
    for (int i = 0; i < 70; i++) {
      watch.look();
    }
    assertThat(told).contains("bundle 'two' is loaded: " + second);
  }

  @Test
  void bundleThatAClientUnloaded_staysSoUntilItChanges() {
    String first = write("parts", 1);
    look();
    repository.unload("parts", "unloaded by a client");
    for (int i = 0; i < 70; i++) {
      watch.look();
    }
    assertThat(registry.isLoaded(first)).isFalse();
    String second = write("parts", 2);
    look();
    assertThat(registry.isLoaded(second)).isTrue();
  }

  @Test
  void versionThatWasReplaced_staysForItsDevicesUntilItsRoomIsNeeded() {
    registry.close();
    handover = Duration.ofMinutes(1);
    watch(Budget.usual().withSessions(8));
    String first = write("parts", 1);
    look();
    String second = write("parts", 2);
    look();
    repository.sweep();
    assertThat(registry.isLoaded(first)).isTrue();
    assertThat(registry.isLoaded(second)).isTrue();

    String third = write("parts", 3);
    look();
    assertThat(registry.isLoaded(first)).isFalse();
    assertThat(registry.isLoaded(third)).isTrue();
  }

  @Test
  void engineThatFails_isToldInOneLine() {
    engine.beforeOpening(
        model -> {
          throw new StackOverflowError();
        });
    write("parts", 1);
    assertThat(look()).hasSize(1).allMatch(line -> line.contains("unexpected: "));
    assertThat(look()).isEmpty();
  }
}
