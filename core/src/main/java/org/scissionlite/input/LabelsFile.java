package org.scissionlite.input;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.input.LabelledImages.Labelled;

/** Reads {@code labels.csv}: a line {@code file,label,split}, then one line an image. */
final class LabelsFile {
  static final String NAME = "labels.csv";
  private static final List<String> COLUMNS = List.of("file", "label", "split");
  private static final long LARGEST_FILE = 256L << 20;
  private static final int MOST_CLASSES = 100_000;

  private LabelsFile() {}

  private record Row(Path file, String label, String split) {}

  static LabelledImages read(Path csv) {
    List<String> lines = lines(csv);
    if (lines.isEmpty() || !List.of(lines.get(0).split(",", -1)).equals(COLUMNS)) {
      throw new UsageException(
          "%s, line 1: expected the columns %s, got '%s'"
              .formatted(csv, String.join(",", COLUMNS), lines.isEmpty() ? "" : lines.get(0)));
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        rows.add(row(csv, i + 1, lines.get(i)));
      }
    }
    if (rows.isEmpty()) {
      throw new UsageException("%s lists no image".formatted(csv));
    }
    return labelled(csv, rows);
  }

  private static List<String> lines(Path csv) {
    try {
      if (Files.size(csv) > LARGEST_FILE) {
        throw new UsageException("%s: too large for a list of labels".formatted(csv));
      }
      return Files.readAllLines(csv);
    } catch (CharacterCodingException e) {
      throw new UsageException("%s: not a text file in UTF-8".formatted(csv), e);
    } catch (IOException e) {
      throw new UsageException("%s: %s".formatted(csv, AtomicWrite.reason(e)), e);
    }
  }

  private static Row row(Path csv, int number, String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != COLUMNS.size() || fields[1].isBlank()) {
      throw new UsageException(
          "%s, line %d: expected file,label,split, got '%s'".formatted(csv, number, line));
    }
    Path folder = csv.toAbsolutePath().getParent();
    try {
      Path file = folder.resolve(fields[0]).normalize();
      if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
        throw new UsageException(
            "%s, line %d: no image '%s' in this folder".formatted(csv, number, fields[0]));
      }
      return new Row(file, fields[1].strip(), fields[2].strip());
    } catch (InvalidPathException e) {
      throw new UsageException(
          "%s, line %d: '%s' is no file name".formatted(csv, number, fields[0]), e);
    }
  }

  private static LabelledImages labelled(Path csv, List<Row> rows) {
    Set<String> names = new TreeSet<>(rows.stream().map(Row::label).toList());
    boolean numbers = names.stream().allMatch(name -> name.matches("\\d{1,9}"));
    List<String> classes = numbers ? numbered(csv, names) : List.copyOf(names);
    return new LabelledImages(
        classes,
        rows.stream()
            .map(
                row ->
                    new Labelled(
                        row.file(),
                        numbers ? Integer.parseInt(row.label()) : classes.indexOf(row.label()),
                        row.split()))
            .toList());
  }

  private static List<String> numbered(Path csv, Set<String> names) {
    int last = names.stream().mapToInt(Integer::parseInt).max().orElse(0);
    if (last >= MOST_CLASSES) {
      throw new UsageException(
          "%s: class number %d; at most %d classes are possible"
              .formatted(csv, last, MOST_CLASSES));
    }
    return IntStream.rangeClosed(0, last).mapToObj(String::valueOf).toList();
  }
}
