package org.scissionlite.file;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.scissionlite.error.ScissionLiteException;

/** A file, or a folder with all that it holds. */
public final class FileTree {
  private FileTree() {}

  /**
   * Deletes it; links are deleted, not followed.
   *
   * @throws IOException if something of it cannot be deleted
   */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException error)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
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
