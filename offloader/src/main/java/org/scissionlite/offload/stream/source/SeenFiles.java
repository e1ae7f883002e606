package org.scissionlite.offload.stream.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;

/**
 * The files of a watched folder that were answered, kept in a journal so that a restart does not
 * answer them again: a line for each, "bytes, tab, milliseconds of change, tab, name", appended in
 * one write. A line that a loss of power cut off is ignored. Of files that are gone the last 10,000
 * stay known, in case a folder comes back; the journal is written anew when half of it is of no
 * more use. Thread-safe.
 */
final class SeenFiles {
  /** How many files that are gone stay known. */
  static final int GONE = 10_000;

  private static final String SEPARATOR = "\t";
  private static final int FIELDS = 3;

  private final Path journal;
  private final Consumer<String> tell;
  private final Map<String, Version> seen = new LinkedHashMap<>();
  private long lines;
  private boolean failed;

  /**
   * A file as it was.
   *
   * @param modifiedMillis when it was changed, of the system's clock
   */
  record Version(long bytes, long modifiedMillis) {
    static Version of(Path file) throws IOException {
      return new Version(Files.size(file), Files.getLastModifiedTime(file).toMillis());
    }
  }

  private SeenFiles(Path journal, Consumer<String> tell) {
    this.journal = journal;
    this.tell = tell;
  }

  /**
   * Reads a journal, if there is one.
   *
   * @param tell takes a line for the user when the journal cannot be kept any more
   * @throws ScissionLiteException if it cannot be read or written
   * @throws UsageException if it is something else
   */
  static SeenFiles open(Path journal, Consumer<String> tell) {
    SeenFiles files = new SeenFiles(journal, tell);
    try {
      if (Files.exists(journal)) {
        files.read(Files.readString(journal));
      }
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot read the journal %s: %s; name another with --journal"
              .formatted(journal, AtomicWrite.reason(e)),
          e);
    }
    files.rewrite();
    return files;
  }

  private void read(String text) {
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    for (String line : whole.split("\n", -1)) {
      if (!line.isEmpty()) {
        read(line.split(SEPARATOR, FIELDS));
      }
    }
  }

  private void read(String[] fields) {
    try {
      Version version = new Version(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
      put(unescaped(fields[2]), version);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new UsageException(
          "%s is no journal of answered files; name another with --journal".formatted(journal), e);
    }
  }

  private void put(String name, Version version) {
    seen.remove(name);
    seen.put(name, version);
  }

  /** Whether a file was answered as it is. */
  synchronized boolean contains(String name, Version version) {
    return version.equals(seen.get(name));
  }

  /** Notes that a file was answered; a journal that cannot be written is said once. */
  synchronized void add(String name, Version version) {
    put(name, version);
    try {
      boolean anew = failed || Files.notExists(journal);
      Files.writeString(
          journal,
          anew ? text() : line(name, version),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      lines++;
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        tell.accept(
            "warning: cannot write the journal %s: %s; a restart will answer these files again"
                .formatted(journal, AtomicWrite.reason(e)));
      }
      failed = true;
    }
  }

  /** Forgets the oldest of those that are gone, and keeps the journal short. */
  synchronized void tidy(Collection<String> present) {
    int tooMany = seen.size() - present.size() - 2 * GONE;
    if (tooMany > 0) {
      forget(Set.copyOf(present), tooMany + GONE);
    }
    if (lines > 2L * seen.size() + GONE) {
      rewrite();
    }
  }

  private void forget(Set<String> present, int count) {
    Iterator<String> names = seen.keySet().iterator();
    for (int left = count; left > 0 && names.hasNext(); ) {
      if (!present.contains(names.next())) {
        names.remove();
        left--;
      }
    }
  }

  private void rewrite() {
    AtomicWrite.file(journal, draft -> Files.writeString(draft, text()));
    lines = seen.size();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    seen.forEach((name, version) -> text.append(line(name, version)));
    return text.toString();
  }

  private static String line(String name, Version version) {
    return version.bytes()
        + SEPARATOR
        + version.modifiedMillis()
        + SEPARATOR
        + escaped(name)
        + "\n";
  }

  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescaped(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      boolean escape = letter == '\\' && i + 1 < name.length();
      if (escape) {
        i++;
        letter = name.charAt(i) == 'n' ? '\n' : name.charAt(i) == 'r' ? '\r' : name.charAt(i);
      }
      text.append(letter);
    }
    return text.toString();
  }
}
