package org.scissionlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.ScissionLiteException;

/** A writer that is killed between two steps leaves the old folder or the new one, whole. */
class ReplacementTest {
  @TempDir private Path home;
  private Path place;
  private Path draft;
  private Replacement replacement;

  @BeforeEach
  void beginToWrite() throws IOException {
    place = folder(home.resolve("bundle"), "old");
    draft = folder(new Remains(place).newDraft(), "new");
    replacement = new Replacement(draft, place);
  }

  @Test
  void killBeforeTheFirstStep_leavesTheOld() {
    AtomicWrite.restore(place);

    assertHolds("old");
  }

  @Test
  void killWhileTheOldIsSetAside_putsItBack() throws IOException {
    replacement.setAside(new ArrayList<>());
    assertThat(place).doesNotExist();

    AtomicWrite.restore(place);

    assertHolds("old");
  }

  @Test
  void killBeforeTheOldIsRemoved_leavesTheNew() throws IOException {
    replacement.setAside(new ArrayList<>());
    replacement.move();

    AtomicWrite.restore(place);

    assertHolds("new");
  }

  @Test
  void writerAfterTheKilledOne_putsTheOldBackEvenWhereItFails() throws IOException {
    replacement.setAside(new ArrayList<>());

    assertThatThrownBy(
            () ->
                AtomicWrite.folder(
                    place,
                    temporary -> {
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("No space left on device");

    assertHolds("old");
  }

  @Test
  void whatAKilledWriterLeft_goesAfterADay() throws IOException {
    List<Path> replaced = new ArrayList<>();
    replacement.setAside(replaced);
    folder(place, "other");
    Path foreign = Files.createDirectory(home.resolve(".bundle.notes.partial"));
    for (Path left : List.of(draft, replaced.get(0), foreign)) {
      Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    }

    AtomicWrite.folder(place, temporary -> Files.writeString(temporary.resolve("file"), "newest"));

    assertHolds("newest");
    assertThat(home.toFile().list())
        .containsExactlyInAnyOrder("bundle", foreign.getFileName().toString());
  }

  @Test
  void whatALivingWriterMayNeed_stays() throws IOException {
    AtomicWrite.folder(place, temporary -> Files.writeString(temporary.resolve("file"), "newest"));

    assertThat(draft.resolve("file")).hasContent("new");
  }

  @Test
  void draftOfALink_replacesTheLinkAndNotItsTarget() throws IOException {
    Path link = Files.createSymbolicLink(home.resolve("link"), place);

    AtomicWrite.folder(link, temporary -> Files.writeString(temporary.resolve("file"), "newest"));

    assertThat(link.resolve("file")).hasContent("newest");
    assertHolds("old");
  }

  @Test
  void longName_leavesRoomForThatOfItsDraft() {
    Path file = home.resolve("n".repeat(250));

    AtomicWrite.file(file, temporary -> Files.writeString(temporary, "whole"));

    assertThat(file).hasContent("whole");
  }

  private void assertHolds(String content) {
    assertThat(place.resolve("file")).hasContent(content);
  }

  private static Path folder(Path folder, String content) throws IOException {
    Files.createDirectory(folder);
    Files.writeString(folder.resolve("file"), content);
    return folder;
  }
}
