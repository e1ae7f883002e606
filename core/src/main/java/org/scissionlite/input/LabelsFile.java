package org.scissionlite.input;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.CsvFile;
import org.scissionlite.file.CsvRow;
import org.scissionlite.input.LabelledImages.Labelled;

/** Reads {@code labels.csv}: the columns {@code file,label,split}, a row an image. */
final class LabelsFile {
  static final String NAME = "labels.csv";
  private static final List<String> COLUMNS = List.of("file", "label", "split");
  private static final int MOST_CLASSES = 100_000;

  private LabelsFile() {}

  private record Row(Path file, String label, String split) {}

  static LabelledImages read(Path csv) {
    Path folder = csv.toAbsolutePath().getParent().normalize();
    List<Row> rows = new ArrayList<>();
    CsvFile.read(
        csv,
        COLUMNS,
        row -> {
          Path file = image(folder, row);
          rows.add(new Row(file, row.get("label"), row.find("split").orElse("")));
        });
    if (rows.isEmpty()) {
      throw new UsageException("%s lists no image".formatted(csv));
    }
    return labelled(csv, rows);
  }

  /** The file of a row; a table from another system may have backslashes in its paths. */
  private static Path image(Path folder, CsvRow row) {
    String name = row.get("file");
    try {
      return Stream.of(name, name.replace('\\', '/'))
          .map(each -> folder.resolve(each).normalize())
          .filter(file -> file.startsWith(folder) && Files.isRegularFile(file))
          .findFirst()
          .orElseThrow(() -> row.problem("no image '%s' in this folder".formatted(name)));
    } catch (InvalidPathException e) {
      throw row.problem("'%s' is no file name".formatted(name), e);
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
