package org.scissionlite.benchmarks.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Model;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.read.ReadOptions;
import org.scissionlite.onnx.runtime.OrtEngine;

/**
 * Tries all ONNX files of a folder: whether they load, answer as ONNX Runtime does, can be cut, and
 * whether their slices, one after the other, answer like the whole.
 *
 * @param cuts how many cuts of each model are prepared
 * @param tensors the most that cross a cut
 * @param shapes sizes of inputs that files leave open, by the inputs' names
 */
record ModelSweep(int cuts, int tensors, Map<String, Shape> shapes) {
  private static final int THREADS = 2;

  ModelSweep {
    shapes = Map.copyOf(shapes);
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
     * answers with no tensor.
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
      swept = new SweptModel(read(file, itself));
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

  /** The model as its file says, or else with the sizes that are given for its inputs. */
  private Model read(Path file, Session itself) {
    Map<String, Shape> given = new HashMap<>(shapes);
    given.keySet().retainAll(itself.inputs().stream().map(TensorSpec::name).toList());
    try {
      return OnnxReader.read(file);
    } catch (ScissionLiteException e) {
      if (given.isEmpty()) {
        throw e;
      }
      return OnnxReader.read(file, ReadOptions.defaults().withShapes(given));
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
