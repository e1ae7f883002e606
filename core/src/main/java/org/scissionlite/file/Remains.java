package org.scissionlite.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names beside a place under which writers keep what is not yet, or no more, there. Each writer
 * has names of its own. What a writer that was killed left is put back or removed by a later one.
 *
 * @param place the file or folder that is written
 */
record Remains(Path place) {
  private static final String PARTIAL = ".partial";
  private static final String REPLACED = ".replaced";

  private static final String ANY = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  /** No writer works longer than this: what is older belongs to one that was killed. */
  private static final Duration LONGEST_WORK = Duration.ofDays(1);

  /** A new name for what is being written. */
  Path newDraft() {
    return sibling(UUID.randomUUID() + PARTIAL);
  }

  /** A new name for what stood at the place before. */
  Path newReplaced() {
    return sibling(UUID.randomUUID() + REPLACED);
  }

  private Path sibling(String ending) {
    return place.resolveSibling(prefix() + ending);
  }

  private String prefix() {
    return "." + FileName.shortened(place.getFileName().toString()) + ".";
  }

  /** Puts back what a writer set aside that was killed before it put its own in the place. */
  void restore() throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Optional<Path> last = named(REPLACED).stream().max(Comparator.comparing(Remains::changed));
    try {
      if (last.isPresent()) {
        Files.move(last.get(), place);
      }
    } catch (IOException e) {
      if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      // Its writer lives and has put the new one there.
    }
  }

  /** Removes what is left of writers that were killed. */
  void clear() throws IOException {
    Instant oldest = Instant.now().minus(LONGEST_WORK);
    for (String ending : List.of(PARTIAL, REPLACED)) {
      named(ending).stream()
          .filter(left -> changed(left).isBefore(oldest))
          .forEach(FileTree::deleteQuietly);
    }
  }

  private List<Path> named(String ending) throws IOException {
    Path folder = place.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Pattern ours = Pattern.compile(Pattern.quote(prefix()) + ANY + Pattern.quote(ending));
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> ours.matcher(file.getFileName().toString()).matches()).toList();
    } catch (AccessDeniedException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** When it was written or set aside; now where it is gone. */
  private static Instant changed(Path file) {
    try {
      return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (IOException e) {
      return Instant.now();
    }
  }
}
