package org.scissionlite.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The compiler of this Java process, which takes processor time of whatever runs for the first
 * minute. A step that is measured before it rests tells of the compiler.
 */
final class JavaCompiler {
  /** Of the time on the clock: below, a step is hardly disturbed. */
  private static final double REST = 0.03;

  private static final Path THREADS = Path.of("/proc/self/task");

  /** Linux counts processor time in these, whatever the kernel's clock. */
  private static final double TICKS_A_SECOND = 100;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private JavaCompiler() {}

  /** Something that makes it work. */
  interface Work {
    void go() throws Exception;
  }

  /** Processor time of its threads since the process began; 0 where that is not known. */
  static double seconds() {
    if (!Files.isDirectory(THREADS)) {
      return 0;
    }
    try (Stream<Path> threads = Files.list(THREADS)) {
      return threads.mapToDouble(JavaCompiler::seconds).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A thread that has ended meanwhile took no part. */
  private static double seconds(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      int name = stat.indexOf('(');
      int end = stat.lastIndexOf(')');
      if (!stat.substring(name + 1, end).matches("C[12] Compiler.*")) {
        return 0;
      }
      String[] fields = stat.substring(end + 2).split(" ", -1);
      return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]))
          / TICKS_A_SECOND;
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * Repeats some work until it rests, or time is up.
   *
   * @return whether it rests
   */
  static boolean tire(Duration most, Work work) throws Exception {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < most.toNanos()) {
      long start = System.nanoTime();
      double before = seconds();
      work.go();
      if (seconds() - before < REST * (System.nanoTime() - start) / 1e9) {
        return true;
      }
    }
    return false;
  }
}
