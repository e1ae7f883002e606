package org.scissionlite.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;

/**
 * Reads a network from CSV: a header {@code source,destination,ping(ms),bandwidth(Mbps)}, then one
 * link a line. Blanks around fields and blank lines are allowed.
 */
public final class NetworkFile {
  private static final List<String> HEADER =
      List.of("source", "destination", "ping(ms)", "bandwidth(mbps)");
  private static final long MOST_BYTES = 64 << 20;

  private NetworkFile() {}

  /**
   * Reads a network file.
   *
   * @throws UsageException naming file and line, for a missing file or header, a pair that comes
   *     twice, a number that is none, is negative, infinite or NaN
   */
  public static Network read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new UsageException(file + ": expected a network CSV of at most 64 MiB");
      }
      try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        return parse(file.getFileName().toString(), reader.lines().toList());
      }
    } catch (NoSuchFileException e) {
      throw new UsageException(
          file + ": no such file; expected a network CSV (source,destination,ping,bandwidth)", e);
    } catch (CharacterCodingException | UncheckedIOException e) {
      throw new UsageException(file + ": expected a network CSV in UTF-8, found other bytes", e);
    } catch (IOException e) {
      throw new ScissionLiteException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads the lines of a network file; {@code place} names it in messages. */
  public static Network parse(String place, List<String> lines) {
    List<String> header = lines.isEmpty() ? List.of() : fields(lines.get(0).replace("\uFEFF", ""));
    if (!header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList().equals(HEADER)) {
      throw new UsageException(
          "%s line 1: expected the header source,destination,ping(ms),bandwidth(Mbps), found '%s'"
              .formatted(place, shorten(String.join(",", header))));
    }
    Map<Network.Ends, Link> links = new LinkedHashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        addLine(links, place + " line " + (i + 1), fields(lines.get(i)));
      }
    }
    if (links.isEmpty()) {
      throw new UsageException(
          place + ": no link in it; add a line such as pi4,edge1,27.4,60 for each pair of systems");
    }
    return new Network(place, links);
  }

  private static void addLine(Map<Network.Ends, Link> links, String at, List<String> fields) {
    if (fields.size() != HEADER.size() || fields.get(0).isEmpty() || fields.get(1).isEmpty()) {
      throw new UsageException(
          "%s: expected 4 fields source,destination,ping(ms),bandwidth(Mbps), found '%s'"
              .formatted(at, shorten(String.join(",", fields))));
    }
    Network.Ends ends = new Network.Ends(fields.get(0), fields.get(1));
    Link link;
    try {
      link =
          new Link(
              number(at, "ping(ms)", fields.get(2)), number(at, "bandwidth(Mbps)", fields.get(3)));
    } catch (UsageException e) {
      String message = e.getMessage();
      throw message.startsWith(at) ? e : new UsageException(at + ": " + message, e);
    }
    if (links.putIfAbsent(ends, link) != null) {
      throw new UsageException(
          "%s: the pair %s comes twice; keep one line for it".formatted(at, ends));
    }
  }

  private static double number(String at, String column, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "%s: %s: expected a number such as 27.4, found '%s'".formatted(at, column, shorten(text)),
          e);
    }
  }

  private static List<String> fields(String line) {
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }

  private static String shorten(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
