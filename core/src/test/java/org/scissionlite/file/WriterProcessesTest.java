package org.scissionlite.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that write one folder, together or until they are killed: it is whole afterwards. */
@Timeout(120)
class WriterProcessesTest {
  private static final int KILLS = 6;
  private static final int LATEST_KILL_MILLIS = 60;
  private static final int ENDLESS = Integer.MAX_VALUE;

  @TempDir private Path home;

  @Test
  void twoProcessesAtOnce_leaveTheFolderOfOneOfThem() throws Exception {
    Path place = home.resolve("bundle");
    int times = 60;
    Process left = FolderWriter.start(place, "left", times);
    Process right = FolderWriter.start(place, "right", times);
    try {
      FolderWriter.begin(left);
      FolderWriter.begin(right);
      assertThat(left.waitFor()).isZero();
      assertThat(right.waitFor()).isZero();
    } finally {
      left.destroyForcibly();
      right.destroyForcibly();
    }
    assertThat(mark(place)).isIn("left59", "right59");
    assertThat(home.toFile().list()).containsExactly("bundle");
  }

  @Test
  void killAtAnyMoment_leavesTheOldFolderOrANewOne() throws Exception {
    Path place = home.resolve("bundle");
    Random random = new Random();
    FolderWriter.write(place, "old");
    for (int i = 0; i < KILLS; i++) {
      String before = mark(place);
      String name = "writer" + i + "-";
      int millis = random.nextInt(LATEST_KILL_MILLIS);
      killAfter(FolderWriter.start(place, name, ENDLESS), millis);

      AtomicWrite.restore(place);

      String after = mark(place);
      assertThat(after.equals(before) || after.startsWith(name))
          .as("killed after %d ms: %s", millis, after)
          .isTrue();
    }
    FolderWriter.write(place, "last");
    assertThat(mark(place)).isEqualTo("last");
  }

  private static void killAfter(Process writer, int millis) throws Exception {
    try {
      FolderWriter.begin(writer);
      TimeUnit.MILLISECONDS.sleep(millis);
      assertThat(writer.isAlive()).isTrue();
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  /** What the one writer wrote into all files. */
  private static String mark(Path place) throws IOException {
    assertThat(place.toFile().list()).hasSize(FolderWriter.FILES);
    Set<String> contents = FolderWriter.contents(place);
    assertThat(contents).as("written by one").hasSize(1);
    String content = contents.iterator().next();
    String mark = content.substring(0, content.indexOf('\n'));
    assertThat(content).as("whole").isEqualTo(FolderWriter.content(mark));
    return mark;
  }
}
