package org.scissionlite.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.razorvine.pickle.Unpickler;
import net.razorvine.pickle.objects.ClassDict;
import net.razorvine.pickle.objects.ClassDictConstructor;
import org.scissionlite.block.Block;
import org.scissionlite.block.ReferenceCuts;

/** The block tables in the reference's measurements. */
final class ReferenceTables {
  static final String MISSING = "shared/reference is not beside the checkout";

  private ReferenceTables() {}

  /** A block: first and last layer, and the size of its output in bytes. */
  record Row(int firstLayer, int lastLayer, long outputBytes) {
    static Row of(Block block) {
      return new Row(block.firstLayer(), block.lastLayer(), ReferenceCuts.outputBytes(block));
    }
  }

  /** The block tables of all models, by file; none where the reference is absent. */
  static Map<Path, Map<String, List<Row>>> readAll() throws IOException {
    Map<Path, Map<String, List<Row>>> tables = new HashMap<>();
    for (String folder : List.of("scission", "scissiontl-tensorflow")) {
      for (Path file : files(folder)) {
        tables.put(file, read(file));
      }
    }
    return tables;
  }

  private static List<Path> files(String folder) throws IOException {
    Optional<Path> reference =
        Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
            .map(at -> at.resolve("shared/reference").resolve(folder))
            .filter(Files::isDirectory)
            .findFirst();
    if (reference.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(reference.get())) {
      return files.filter(file -> file.toString().endsWith(".dat")).sorted().toList();
    }
  }

  private static Map<String, List<Row>> read(Path file) throws IOException {
    Unpickler.registerConstructor(
        "__main__", "LayerBenchmark", new ClassDictConstructor("__main__", "LayerBenchmark"));
    try (InputStream in = Files.newInputStream(file)) {
      Map<?, ?> models = (Map<?, ?>) new Unpickler().load(in);
      return models.entrySet().stream()
          .collect(
              Collectors.toMap(
                  entry -> (String) entry.getKey(), entry -> rows((List<?>) entry.getValue())));
    }
  }

  private static List<Row> rows(List<?> records) {
    return records.stream()
        .map(ClassDict.class::cast)
        .map(
            record ->
                new Row(
                    number(record, "input_layer").intValue(),
                    number(record, "output_layer").intValue(),
                    number(record, "output_size").longValue()))
        .toList();
  }

  private static Number number(ClassDict record, String attribute) {
    return (Number) record.get(attribute);
  }
}
