package org.scissionlite.benchmarks.experiment.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processor time of whole processes. */
final class ProcessorTime {
  private ProcessorTime() {}

  /**
   * Nanoseconds of all threads that a process has now. What the process tells of itself is counted
   * in hundredths of a second, which is more than a small slice takes.
   */
  static long of(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
      List<Path> all = threads.toList();
      long nanos = 0;
      for (Path thread : all) {
        nanos += ofThread(thread.resolve("schedstat"));
      }
      return nanos;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long ofThread(Path schedstat) throws IOException {
    try {
      String text = Files.readString(schedstat);
      return Long.parseLong(text.substring(0, text.indexOf(' ')));
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
