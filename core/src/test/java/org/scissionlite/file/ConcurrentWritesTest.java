package org.scissionlite.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several writers of one place at a time: each writes its own, the last one stays, whole. */
class ConcurrentWritesTest {
  private static final int WRITERS = 3;
  private static final int ROUNDS = 20;
  private static final int FILES = 4;

  @TempDir private Path home;

  private interface Writing {
    void write(String mark) throws Exception;
  }

  @Test
  void folders_areNotMixed() throws Exception {
    Path folder = home.resolve("bundle");
    for (int round = 0; round < ROUNDS; round++) {
      atOnce(mark -> AtomicWrite.folder(folder, draft -> fill(draft, mark)));

      Set<String> marks =
          Stream.of(folder.toFile().list())
              .map(name -> content(folder.resolve(name)))
              .collect(Collectors.toSet());
      assertThat(folder.toFile().list()).hasSize(FILES);
      assertThat(marks).as("written by one").hasSize(1);
    }
    assertThat(home.toFile().list()).containsExactly("bundle");
  }

  @Test
  void files_areNotMixed() throws Exception {
    Path file = home.resolve("report.json");
    for (int round = 0; round < ROUNDS; round++) {
      atOnce(
          mark ->
              AtomicWrite.file(
                  file,
                  draft -> {
                    Files.writeString(draft, mark);
                    assertThat(draft).hasContent(mark);
                  }));

      assertThat(content(file)).matches("[0-2]");
    }
    assertThat(home.toFile().list()).containsExactly("report.json");
  }

  private static void fill(Path draft, String mark) throws IOException {
    for (int i = 0; i < FILES; i++) {
      Files.writeString(draft.resolve("file" + i), mark);
    }
  }

  /** Lets all writers begin together; each must succeed. */
  private static void atOnce(Writing writing) throws Exception {
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String mark = String.valueOf(i);
        all.add(
            writers.submit(
                () -> {
                  start.await();
                  writing.write(mark);
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      writers.shutdown();
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
