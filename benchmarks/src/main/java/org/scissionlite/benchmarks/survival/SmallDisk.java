package org.scissionlite.benchmarks.survival;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A disk of 64 MB for the device's cache, which can be full; needs the right to mount one. */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts it.
   *
   * @param folder that is there
   * @return nothing where that is not allowed
   */
  static Optional<SmallDisk> at(Path folder) throws IOException, InterruptedException {
    String place = folder.toAbsolutePath().toString();
    return run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", place)
        ? Optional.of(new SmallDisk(folder))
        : Optional.empty();
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Takes all room that is left. */
  void fill() throws IOException {
    try (OutputStream filler = Files.newOutputStream(filler())) {
      for (byte[] block : new byte[][] {new byte[BLOCK], new byte[1]}) {
        fill(filler, block);
      }
    }
  }

  private static void fill(OutputStream filler, byte[] block) {
    try {
      while (true) {
        filler.write(block);
      }
    } catch (IOException e) {
      // No room is left for so much.
    }
  }

  /** Gives that room back. */
  void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() {
    try {
      run("umount", "-l", folder.toAbsolutePath().toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
