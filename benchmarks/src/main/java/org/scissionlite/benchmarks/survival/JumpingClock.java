package org.scissionlite.benchmarks.survival;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The clock of the system as some processes see it: it jumps for them alone, while the monotonic
 * clock goes on. A small library is loaded into them before the C library; a C compiler makes it.
 */
final class JumpingClock {
  private static final String SOURCE = "jumping-clock.c";

  private final Path library;
  private final Path moved;

  private JumpingClock(Path library, Path moved) {
    this.library = library;
    this.moved = moved;
  }

  /**
   * Makes it.
   *
   * @param folder that is there; takes the library, and the file that tells how far the clock is
   * @return nothing where there is no C compiler for Linux
   */
  static Optional<JumpingClock> in(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve(SOURCE).toAbsolutePath();
    try (InputStream in = JumpingClock.class.getResourceAsStream(SOURCE)) {
      Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
    }
    Path library = source.resolveSibling("jumping-clock.so");
    JumpingClock clock = new JumpingClock(library, source.resolveSibling("clock-moved"));
    clock.moveTo(0);
    try {
      int code =
          new ProcessBuilder(
                  "cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("cc.txt").toFile())
              .start()
              .waitFor();
      return code == 0 ? Optional.of(clock) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A program that will see it. */
  ProcessBuilder seenBy(ProcessBuilder program) {
    program.environment().put("LD_PRELOAD", library.toString());
    program.environment().put("JUMPING_CLOCK", moved.toString());
    return program;
  }

  /** Puts it so many seconds before or behind the real one, at once. */
  void moveTo(long seconds) throws IOException {
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(seconds).array();
    try (RandomAccessFile file = new RandomAccessFile(moved.toFile(), "rw")) {
      file.write(bytes);
    }
  }
}
