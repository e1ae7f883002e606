package org.scissionlite.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Sha256;

/**
 * The files of a bundle on disk, each checked against what the manifest says of it.
 *
 * @param folder where the bundle lies
 */
record BundleFiles(Path folder) {
  private interface Reading<T> {
    T of(Path file) throws IOException;
  }

  /**
   * Checks that a file is the one that was written, without keeping its bytes.
   *
   * @return where it really lies
   * @throws ScissionLiteException if it is missing, changed, or outside the folder
   */
  Path checked(SliceFile file) {
    return read(
        file,
        real -> {
          require(file, Files.size(real) == file.bytes() && Sha256.of(real).equals(file.sha256()));
          return real;
        });
  }

  /**
   * The bytes of a file, read once and checked: whatever happens to the file later, these are those
   * of the manifest.
   *
   * @throws ScissionLiteException if it is missing, changed, outside the folder, or does not fit
   *     into memory
   */
  ByteBuffer content(SliceFile file) {
    return read(
        file,
        real -> {
          try (FileChannel channel = FileChannel.open(real)) {
            require(file, channel.size() == file.bytes() && file.bytes() <= Integer.MAX_VALUE);
            ByteBuffer bytes = allocate(file);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            require(file, !bytes.hasRemaining() && Sha256.of(bytes.flip()).equals(file.sha256()));
            return bytes.asReadOnlyBuffer();
          }
        });
  }

  /**
   * Opens a file, without looking at its bytes.
   *
   * @throws ScissionLiteException if it is missing, of another length, or outside the folder
   */
  FileChannel channel(SliceFile file) {
    return read(
        file,
        real -> {
          require(file, Files.size(real) == file.bytes());
          return FileChannel.open(real);
        });
  }

  private ByteBuffer allocate(SliceFile file) {
    try {
      return ByteBuffer.allocateDirect((int) file.bytes());
    } catch (OutOfMemoryError e) {
      throw new ScissionLiteException(
          "bundle %s: no memory for the %d bytes of '%s'; give Java more, such as -XX:MaxDirectMemorySize=2g"
              .formatted(folder, file.bytes(), file.path()),
          e);
    }
  }

  private <T> T read(SliceFile file, Reading<T> reading) {
    try {
      Path root = folder.toRealPath();
      Path real = root.resolve(file.path()).toRealPath();
      if (!real.startsWith(root)) {
        throw new ScissionLiteException(
            "bundle %s: '%s' lies outside the bundle".formatted(folder, file.path()));
      }
      if (!Files.isRegularFile(real)) {
        throw new ScissionLiteException(
            "bundle %s: '%s' is no file".formatted(folder, file.path()));
      }
      return reading.of(real);
    } catch (InvalidPathException | IOException e) {
      String reason = e instanceof IOException io ? AtomicWrite.reason(io) : e.getMessage();
      throw new ScissionLiteException(
          "bundle %s: cannot read '%s': %s".formatted(folder, file.path(), reason), e);
    }
  }

  private void require(SliceFile file, boolean unchanged) {
    if (!unchanged) {
      throw new ScissionLiteException(
          "bundle %s: '%s' is not the file that was written; copy the bundle again"
              .formatted(folder, file.path()));
    }
  }
}
