package org.scissionlite.cli.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.FileTree;
import org.scissionlite.file.Json;

/**
 * Several models that are benchmarked one after the other. Which are done stands in a file, so that
 * a series that was stopped continues with the first that is not; the file goes when all are.
 */
final class BenchmarkSeries {
  private final Path file;
  private final String key;
  private final Set<String> done = new LinkedHashSet<>();

  private record Content(String key, List<String> done) {}

  /**
   * Continues a series of the same key, or begins one.
   *
   * @param key what must be the same to continue: the options
   */
  BenchmarkSeries(Path file, String key) {
    this.file = file;
    this.key = key;
    if (Files.isRegularFile(file)) {
      load();
    }
  }

  private void load() {
    try {
      Content content = Json.read(file, Content.class, "list of finished benchmarks");
      if (key.equals(content.key()) && content.done() != null) {
        done.addAll(content.done());
      }
    } catch (ScissionLiteException e) {
      // A damaged list is worth nothing: the series begins anew.
    }
  }

  boolean isDone(String model) {
    return done.contains(model);
  }

  void done(String model) {
    done.add(model);
    Json.write(file, new Content(key, List.copyOf(done)));
  }

  /** Removes the file, as all models are done. */
  void finish() {
    FileTree.remove(file);
  }
}
