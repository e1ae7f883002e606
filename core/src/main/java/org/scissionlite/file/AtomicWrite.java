package org.scissionlite.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.scissionlite.error.ScissionLiteException;

/**
 * Writes a file or a folder whole or not at all: first beside its place under a temporary name, put
 * onto the disk, and moved. An error, an interruption, a kill or a loss of power leaves what was
 * there before. Of two writers of one place at a time, each writes its own, and the later one
 * stays.
 */
public final class AtomicWrite {
  private AtomicWrite() {}

  /** What fills a file or a folder. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path temporary) throws IOException;
  }

  /**
   * Writes a file, and the folders above it where they are missing.
   *
   * @throws ScissionLiteException if the place cannot be written, or a folder, device or pipe
   *     stands there; names it
   */
  public static void file(Path target, Content content) {
    if (Files.isDirectory(target)) {
      throw new ScissionLiteException(
          "cannot write the file %s: a folder stands there".formatted(target));
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new ScissionLiteException(
          "cannot write the file %s: a device or pipe stands there".formatted(target));
    }
    write(target, content, false);
  }

  /**
   * Writes a folder; what stood there is replaced as a whole.
   *
   * @throws ScissionLiteException if the place cannot be written, naming it
   */
  public static void folder(Path target, Content content) {
    write(target, content, true);
  }

  /**
   * Puts a folder back that a writer had set aside when it was killed, before it put the new one
   * there; to be called before the folder is read.
   *
   * @throws ScissionLiteException if it cannot be put back, naming it
   */
  public static void restore(Path folder) {
    try {
      new Remains(folder.toAbsolutePath()).restore();
    } catch (IOException e) {
      throw new ScissionLiteException("cannot put %s back: %s".formatted(folder, reason(e)), e);
    }
  }

  private static void write(Path target, Content content, boolean folder) {
    try (Draft draft = new Draft(target.toAbsolutePath(), folder)) {
      draft.open();
      content.writeTo(draft.path());
      draft.publish();
    } catch (IOException e) {
      throw new ScissionLiteException("cannot write %s: %s".formatted(target, reason(e)), e);
    }
  }

  /**
   * The reason of an I/O error in words, with the kind of the exception where the message is only a
   * path: "no such file: /a/b", "No space left on device".
   */
  public static String reason(IOException e) {
    if (e.getCause() instanceof IOException cause) {
      return reason(cause);
    }
    if (e.getClass() == IOException.class && e.getMessage() != null) {
      return e.getMessage();
    }
    String kind = e.getClass().getSimpleName().replaceAll("Exception$", "");
    String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return e.getMessage() == null ? words : words + ": " + e.getMessage();
  }
}
