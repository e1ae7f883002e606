package org.scissionlite.benchmarks.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;

/**
 * Tries all ONNX files of a folder: whether they load, answer as ONNX Runtime does, can be cut, and
 * whether their slices, one after the other, answer like the whole. Prints a row of a Markdown
 * table for each, and what failed on standard error.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.sweep.ModelSweep \
 *     FOLDER [CUTS [TENSORS]]
 * </pre>
 *
 * CUTS of each model (4), evenly chosen, of at most TENSORS tensors (1), are prepared with each
 * transfer layer that says it fits. The exit code is 1 where one of these failed, an answer
 * differs, or nothing could be tried. The last line counts; files that only ONNX Runtime reads are
 * told with the reason, and are no failure.
 *
 * @param cuts how many cuts of each model are prepared
 * @param tensors the most that cross a cut
 */
public record ModelSweep(int cuts, int tensors) {
  private static final int THREADS = 2;

  /** Runs it on the command line; see the class. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 1 || arguments.length > 3) {
      System.err.println("expected FOLDER [CUTS [TENSORS]]");
      System.exit(2);
    }
    int cuts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    int tensors = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
    ModelSweep sweep = new ModelSweep(cuts, tensors);
    System.out.println(Row.HEADER);
    List<Row> rows = new ArrayList<>();
    for (Path file : files(Path.of(arguments[0]))) {
      Row row = sweep.row(file);
      System.out.println(row.line());
      row.failures().forEach(failure -> System.err.println(row.name() + ": " + failure));
      rows.add(row);
    }
    System.out.println(summary(rows));
    System.exit(isSuccess(rows) ? 0 : 1);
  }

  /** Whether something was tried, and nothing failed. */
  static boolean isSuccess(List<Row> rows) {
    return rows.stream().anyMatch(row -> row.kind() == Kind.TRIED)
        && rows.stream().allMatch(row -> row.failures().isEmpty());
  }

  /** How many files came to what. */
  static String summary(List<Row> rows) {
    return String.format(
        Locale.ROOT,
        "%n%d files: %d tried, of which %d failed; %d refused, %d without an answer of ONNX Runtime to compare with",
        rows.size(),
        rows.stream().filter(row -> row.kind() == Kind.TRIED).count(),
        rows.stream().filter(row -> !row.failures().isEmpty()).count(),
        rows.stream().filter(row -> row.kind() == Kind.REFUSED).count(),
        rows.stream().filter(row -> row.kind() == Kind.NO_MODEL).count());
  }

  /** How far a file got. */
  enum Kind {
    /** It was read and compared. */
    TRIED,
    /** ONNX Runtime opens it; it is refused here. */
    REFUSED,
    /**
     * There is nothing to compare with: ONNX Runtime does not open it, does not run it on noise, or
     * answers with strings.
     */
    NO_MODEL
  }

  /** The ONNX files of a folder and those below it, in order. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * What came of one file.
   *
   * @param name of the file
   * @param kind how far it got
   * @param answer how far it is from ONNX Runtime's, or why there is none
   * @param cuts how many there are
   * @param slices how many of those tried answer like the whole
   * @param failures what is wrong: an answer that differs, slices that cannot be prepared
   */
  record Row(
      String name, Kind kind, String answer, String cuts, String slices, List<String> failures) {
    static final String HEADER =
        "| file | difference from ONNX Runtime | cuts | slices equal |\n|---|---|---|---|";

    Row {
      failures = List.copyOf(failures);
    }

    String line() {
      return Stream.of(name, answer, cuts, slices)
          .map(cell -> cell.replaceAll("\\s+", " ").replace("|", "\\|"))
          .collect(Collectors.joining(" | ", "| ", " |"));
    }
  }

  /** Tries one file. */
  Row row(Path file) {
    String name = String.valueOf(file.getFileName());
    Session opened;
    try {
      opened = new OrtEngine().open(file, THREADS);
    } catch (ScissionLiteException e) {
      return without(name, Kind.NO_MODEL, e);
    }
    try (Session itself = opened) {
      return row(name, file, itself);
    }
  }

  /**
   * Tries one file that ONNX Runtime opens.
   *
   * @param itself the session of the file
   */
  Row row(String name, Path file, Session itself) {
    SweptModel swept;
    try {
      swept = new SweptModel(OnnxReader.read(file));
    } catch (ScissionLiteException e) {
      return without(name, Kind.REFUSED, e);
    }
    List<Map<String, Tensor>> answers;
    try {
      answers = swept.answers(itself);
    } catch (ScissionLiteException e) {
      return without(name, Kind.NO_MODEL, e);
    }
    try {
      return row(name, swept, swept.difference(answers));
    } catch (ScissionLiteException e) {
      return new Row(name, Kind.TRIED, e.getMessage(), "-", "-", List.of(e.getMessage()));
    }
  }

  private Row row(String name, SweptModel swept, double difference) {
    List<String> failures = new ArrayList<>();
    SweptModel.Slices slices = swept.prepared(tensors, cuts);
    failures.addAll(slices.failures());
    if (!(difference <= swept.tolerance())) {
      failures.add("answers differ by %s".formatted(difference));
    }
    return new Row(
        name,
        Kind.TRIED,
        String.format(Locale.ROOT, "%.1e", difference),
        String.valueOf(swept.cuts(tensors).size()),
        "%d of %d".formatted(slices.tried() - slices.failures().size(), slices.tried()),
        failures);
  }

  private static Row without(String name, Kind kind, ScissionLiteException reason) {
    return new Row(name, kind, reason.getMessage(), "-", "-", List.of());
  }
}
