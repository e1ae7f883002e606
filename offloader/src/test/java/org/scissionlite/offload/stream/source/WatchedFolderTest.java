package org.scissionlite.offload.stream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.stream.Frame;
import org.scissionlite.offload.stream.FrameResult;

/** Files that come, are half-written, come again; a folder that goes away. */
@Timeout(60)
class WatchedFolderTest {
  private static final WatchedFolder.Pace PATIENT =
      new WatchedFolder.Pace(Duration.ofMillis(5), Duration.ofMinutes(5));
  private static final WatchedFolder.Pace HASTY =
      new WatchedFolder.Pace(Duration.ofMillis(5), Duration.ofMillis(50));

  @TempDir private Path temporary;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private Path folder;
  private Path journal;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("camera"));
    journal = WatchedFolder.usualJournal(folder);
  }

  @AfterEach
  void end() {
    thread.shutdownNow();
  }

  private WatchedFolder watch(WatchedFolder.Pace pace) {
    return WatchedFolder.open(folder, journal, Pictures.INPUTS, pace, told::add);
  }

  private static String next(WatchedFolder watched) throws Exception {
    Frame frame = watched.next().orElseThrow();
    return Path.of(frame.name()).getFileName().toString();
  }

  private static void answered(WatchedFolder watched, Path file) {
    watched.delivered(new FrameResult.Failed(file.toString(), Instant.EPOCH, "any result"));
  }

  private Path write(String name, int seed) throws IOException {
    return Pictures.write(folder.resolve(name), seed);
  }

  @Test
  void everyFileComesOnce_alsoAfterARestart() throws Exception {
    Path a = write("a.png", 1);
    WatchedFolder first = watch(PATIENT);
    assertThat(next(first)).isEqualTo("a.png");
    answered(first, a);
    Path b = write("inner/b.png", 2);
    assertThat(next(first)).isEqualTo("b.png");
    answered(first, b);

    WatchedFolder second = watch(PATIENT);
    write("c.png", 3);
    assertThat(next(second)).isEqualTo("c.png");
  }

  @Test
  void fileThatWasNotAnswered_comesAgainAfterARestart() throws Exception {
    Path a = write("a.png", 1);
    WatchedFolder first = watch(PATIENT);
    assertThat(next(first)).isEqualTo("a.png");
    first.delivered(new FrameResult.Dropped(a.toString(), Instant.EPOCH, true));
    assertThat(next(watch(PATIENT))).isEqualTo("a.png");

    first.delivered(new FrameResult.Dropped(a.toString(), Instant.EPOCH, false));
    write("b.png", 1);
    assertThat(next(watch(PATIENT))).isEqualTo("b.png");
  }

  @Test
  void fileThatIsWrittenAgain_isANewPicture() throws Exception {
    Path a = write("latest.png", 1);
    WatchedFolder watched = watch(PATIENT);
    assertThat(next(watched)).isEqualTo("latest.png");
    answered(watched, a);
    write("latest.png", 2);
    Files.setLastModifiedTime(a, FileTime.from(Instant.now().plusSeconds(1)));
    assertThat(next(watched)).isEqualTo("latest.png");
  }

  @Test
  void backlog_comesInTheOrderOfItsTimes() throws Exception {
    for (int i = 0; i < 5; i++) {
      Path file = write("%d.png".formatted(9 - i), i);
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600 - i)));
    }
    WatchedFolder watched = watch(PATIENT);
    for (int i = 0; i < 5; i++) {
      assertThat(next(watched)).isEqualTo("%d.png".formatted(9 - i));
    }
  }

  @Test
  void halfWrittenFile_waitsUntilItIsWhole_andOthersPassIt() throws Exception {
    byte[] whole = Pictures.bytes(temporary, 1);
    Path half = folder.resolve("half.png");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    WatchedFolder watched = watch(PATIENT);
    write("other.png", 2);
    assertThat(next(watched)).isEqualTo("other.png");

    Future<String> waiting = thread.submit(() -> next(watched));
    Files.write(
        half, Arrays.copyOfRange(whole, whole.length / 2, whole.length), StandardOpenOption.APPEND);
    assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo("half.png");
  }

  /** A device without a battery for its clock begins in 1970 and is set right while it runs. */
  @Test
  void halfWrittenFile_waitsAlsoWhenTheClockHasJumpedSinceItWasWritten() throws Exception {
    byte[] whole = Pictures.bytes(temporary, 1);
    Path half = folder.resolve("half.png");
    for (Instant written : List.of(Instant.EPOCH, Instant.now().plus(Duration.ofDays(900)))) {
      Files.write(half, Arrays.copyOf(whole, whole.length / 2));
      Files.setLastModifiedTime(half, FileTime.from(written));
      WatchedFolder watched = watch(PATIENT);
      Future<String> waiting = thread.submit(() -> next(watched));
      write("other.png", 2);
      assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo("other.png");
      answered(watched, folder.resolve("other.png"));

      Future<String> second = thread.submit(() -> next(watched));
      Files.write(half, whole);
      assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("half.png");
      Files.delete(folder.resolve("other.png"));
      Files.delete(journal);
    }
  }

  @Test
  void fileThatStaysHalf_isAFailureInTheEnd_andIsNotTriedAgain() throws Exception {
    byte[] whole = Pictures.bytes(temporary, 1);
    Path half = folder.resolve("half.png");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    WatchedFolder watched = watch(HASTY);
    Frame frame = watched.next().orElseThrow();
    assertThatThrownBy(() -> frame.reading().tensors(Pictures.INPUTS))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("half.png");
    answered(watched, half);
    write("next.png", 1);
    assertThat(next(watched)).isEqualTo("next.png");
  }

  @Test
  void folderThatDisappears_isSaidOnceAndGoesOnWhenItIsBack() throws Exception {
    Path a = write("a.png", 1);
    WatchedFolder watched = watch(PATIENT);
    assertThat(next(watched)).isEqualTo("a.png");
    answered(watched, a);
    Path away = Files.move(folder, temporary.resolve("away"), StandardCopyOption.ATOMIC_MOVE);
    Future<String> waiting = thread.submit(() -> next(watched));
    while (told.isEmpty()) {
      Thread.sleep(2);
    }
    Pictures.write(away.resolve("b.png"), 2);
    Files.move(away, folder, StandardCopyOption.ATOMIC_MOVE);
    assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo("b.png");
    assertThat(told)
        .containsExactly(
            "warning: folder %s cannot be read: no such file: %s; it goes on when the folder is back"
                .formatted(folder, folder),
            "note: folder %s is back".formatted(folder));
  }

  @Test
  void journal_staysShortHoweverManyFilesComeAndGo() throws Exception {
    SeenFiles seen = SeenFiles.open(journal, told::add);
    for (int i = 0; i < 35_000; i++) {
      seen.add("file%d.png".formatted(i), new SeenFiles.Version(i, i));
      if (i % 500 == 0) {
        seen.tidy(List.of("file0.png"));
      }
    }
    seen.tidy(List.of("file0.png"));
    assertThat(Files.readAllLines(journal)).hasSizeLessThan(50_000);
    SeenFiles again = SeenFiles.open(journal, told::add);
    assertThat(Files.readAllLines(journal)).hasSizeLessThan(2 * SeenFiles.GONE + 1000);
    assertThat(again.contains("file0.png", new SeenFiles.Version(0, 0))).isTrue();
    assertThat(again.contains("file34999.png", new SeenFiles.Version(34_999, 34_999))).isTrue();
    assertThat(again.contains("file1.png", new SeenFiles.Version(1, 1))).isFalse();
    assertThat(told).isEmpty();
  }

  @Test
  void journalThatWasCutOff_losesItsLastLineOnly() throws Exception {
    SeenFiles seen = SeenFiles.open(journal, told::add);
    SeenFiles.Version version = new SeenFiles.Version(7, 8);
    seen.add("odd\n\\name\t.png", version);
    seen.add("last.png", version);
    String text = Files.readString(journal);
    for (int length = text.length(); length > text.indexOf("last"); length--) {
      Files.writeString(journal, text.substring(0, length));
      SeenFiles again = SeenFiles.open(journal, told::add);
      assertThat(again.contains("odd\n\\name\t.png", version)).isTrue();
      assertThat(again.contains("last.png", version)).isEqualTo(length == text.length());
      again.add("more.png", version);
      assertThat(SeenFiles.open(journal, told::add).contains("more.png", version)).isTrue();
    }
  }

  @Test
  void journalThatIsSomethingElse_orCannotBeKept_isSaid() throws Exception {
    Files.writeString(journal, "no journal\n");
    assertThatThrownBy(() -> watch(PATIENT))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is no journal of answered files; name another with --journal");
    Files.delete(journal);
    SeenFiles seen = SeenFiles.open(journal, told::add);
    Files.delete(journal);
    Files.createDirectory(journal);
    for (String name : Collections.nCopies(3, "a.png")) {
      seen.add(name, new SeenFiles.Version(1, 1));
    }
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).startsWith("warning: cannot write the journal ");
    Files.delete(journal);
    seen.add("b.png", new SeenFiles.Version(1, 1));
    assertThat(SeenFiles.open(journal, told::add).contains("a.png", new SeenFiles.Version(1, 1)))
        .isTrue();
  }

  @Test
  void folderThatIsMissingAtTheStart_isRefused() throws IOException {
    Files.delete(folder);
    assertThatThrownBy(() -> watch(PATIENT)).isInstanceOf(UsageException.class);
  }
}
