package org.scissionlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.ScissionLiteException;

class AtomicWriteTest {
  @TempDir private Path home;

  @Test
  void file_appearsWholeWithTheFoldersAboveIt() throws IOException {
    Path target = home.resolve("new/deep/file.txt");

    AtomicWrite.file(target, temporary -> Files.writeString(temporary, "whole"));

    assertThat(target).hasContent("whole");
    assertThat(names(target.getParent())).containsExactly("file.txt");
  }

  @Test
  void failureInTheMiddle_leavesTheOldFileAndNothingElse() throws IOException {
    Path target = Files.writeString(home.resolve("file.txt"), "old");

    assertThatThrownBy(
            () ->
                AtomicWrite.file(
                    target,
                    temporary -> {
                      Files.writeString(temporary, "half");
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage("cannot write %s: No space left on device", target);
    assertThat(target).hasContent("old");
    assertThat(names(home)).containsExactly("file.txt");
  }

  @Test
  void failureInTheMiddleOfAFolder_leavesTheOldFolder() throws IOException {
    Path target = Files.createDirectory(home.resolve("bundle"));
    Files.writeString(target.resolve("old.txt"), "old");

    assertThatThrownBy(
            () ->
                AtomicWrite.folder(
                    target,
                    temporary -> {
                      Files.writeString(temporary.resolve("new.txt"), "half");
                      throw new IllegalStateException("the slice does not run");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(names(target)).containsExactly("old.txt");
    assertThat(names(home)).containsExactly("bundle");
  }

  @Test
  void folder_replacesWhatStoodThereAsAWhole() throws IOException {
    Path target = home.resolve("bundle");
    AtomicWrite.folder(target, temporary -> Files.writeString(temporary.resolve("a"), "1"));

    AtomicWrite.folder(target, temporary -> Files.writeString(temporary.resolve("b"), "2"));

    assertThat(names(target)).containsExactly("b");
  }

  @Test
  void fileWhereAFolderStands_isRefusedAndTheFolderStays() throws IOException {
    Path target = Files.createDirectory(home.resolve("results"));

    assertThatThrownBy(
            () -> AtomicWrite.file(target, temporary -> Files.writeString(temporary, "x")))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("results")
        .hasMessageContaining("a folder stands there");
    assertThat(target).isDirectory();
  }

  @Test
  void device_isNotReplacedByAFile() {
    Path device = Path.of("/dev/full");
    assumeTrue(Files.exists(device), "skipped: this system has no /dev/full");

    assertThatThrownBy(
            () -> AtomicWrite.file(device, temporary -> Files.writeString(temporary, "x")))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("a device or pipe stands there");
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void reason_isThatOfTheInnermostFailure() {
    IOException wrapped = new IOException("encoder", new IOException("No space left on device"));
    assertThat(AtomicWrite.reason(wrapped)).isEqualTo("No space left on device");
  }

  @Test
  void placeInsideAFile_isRefusedByName() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "x");
    Path target = file.resolve("inside.json");

    assertThatThrownBy(
            () -> AtomicWrite.file(target, temporary -> Files.writeString(temporary, "x")))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageStartingWith("cannot write " + target);
  }

  @Test
  void linkLeftAsRemains_isRemovedWithoutItsTarget() throws IOException {
    Path precious = Files.createDirectory(home.resolve("precious"));
    Files.writeString(precious.resolve("file"), "keep");
    Path link = Files.createSymbolicLink(home.resolve("link"), precious);

    FileTree.delete(link);

    assertThat(link).doesNotExist();
    assertThat(precious.resolve("file")).hasContent("keep");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
