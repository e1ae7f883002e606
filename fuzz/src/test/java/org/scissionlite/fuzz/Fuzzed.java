package org.scissionlite.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.FileTree;

/** Gives a parser its bytes, and tells a right answer from a fault. */
public final class Fuzzed {
  /** A long run ends after so many inputs. */
  public static final long INPUTS = 1_000_000;

  /** Or after so long. */
  public static final String LONGEST = "12h";

  /** Of processor time, so that a busy machine finds nothing that is not there. */
  private static final long MOST_NANOS = Duration.ofSeconds(5).toNanos();

  private static final Path FOLDER = folder();

  private Fuzzed() {}

  /** Something that reads bytes. */
  @FunctionalInterface
  public interface Parsing {
    /** Reads them; fails in any way. */
    void run() throws IOException;
  }

  /**
   * Runs a parser. It takes its input, or refuses it in words of the project; anything else is a
   * fault, and so is taking very long.
   */
  public static void readOrRefuse(Parsing parsing) throws IOException {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try {
      parsing.run();
    } catch (ScissionLiteException e) {
      assertThat(e.getMessage()).isNotBlank();
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getDescription()).isNotBlank();
    }
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    assertThat(nanos).isLessThan(MOST_NANOS);
  }

  /** The same file each time, with these bytes. */
  public static Path file(String name, byte[] bytes) throws IOException {
    return Files.write(FOLDER.resolve(name), bytes);
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("fuzzed");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> FileTree.deleteQuietly(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
