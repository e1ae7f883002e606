package org.scissionlite.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.scissionlite.error.ScissionLiteException;

/** A file, or a folder with all that it holds. */
public final class FileTree {
  private FileTree() {}

  /**
   * Deletes it; links are deleted, not followed.
   *
   * @throws IOException if something of it cannot be deleted
   */
  public static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          /** Gone meanwhile: another writer removes it, too. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
            if (error instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw error;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException error)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Puts it onto the disk: after a loss of power it is there as it is now.
   *
   * @throws IOException if the disk reports an error
   */
  static void force(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path each : (Iterable<Path>) tree::iterator) {
        if (Files.isDirectory(each)) {
          forceEntries(each);
        } else if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
          try (FileChannel file = FileChannel.open(each, StandardOpenOption.WRITE)) {
            file.force(true);
          }
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Puts the names in a folder onto the disk, where the system opens folders for that. */
  static void forceEntries(Path folder) {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      // Windows opens no folders, and writes their entries by itself.
    }
  }

  /**
   * Deletes a file that has served its purpose, if it is there.
   *
   * @throws ScissionLiteException if it cannot be deleted, naming it
   */
  public static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot remove %s: %s".formatted(file, AtomicWrite.reason(e)), e);
    }
  }

  /** Deletes what can be deleted. */
  public static void deleteQuietly(Path root) {
    try {
      delete(root);
    } catch (IOException e) {
      // Nothing more can be done; a temporary name says what it is.
    }
  }
}
