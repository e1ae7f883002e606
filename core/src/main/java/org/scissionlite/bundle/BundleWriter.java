package org.scissionlite.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.scissionlite.bundle.signature.SigningKey;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.OwnFolder;
import org.scissionlite.file.Sha256;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.transfer.FittedTransferLayer;

/** Writes bundles. */
public final class BundleWriter {
  /** The names that bundles give to their files. */
  private static final Pattern OWN_FILES =
      Pattern.compile(
          "manifest\\.json|model\\.onnx(\\.data)?|[^/]+/((device|edge)\\.onnx(\\.data)?|codec\\d+\\.bin)");

  private final SliceWriter slices;
  private final Optional<SigningKey> key;

  /** A writer of bundles whose slices are written by a writer of model files. */
  public BundleWriter(SliceWriter slices) {
    this(slices, Optional.empty());
  }

  /**
   * The same, which signs.
   *
   * @param key empty for bundles without a signature
   */
  public BundleWriter(SliceWriter slices, Optional<SigningKey> key) {
    this.slices = slices;
    this.key = key;
  }

  /** Writes a graph as a model file, such as {@code OnnxWriter::write}. */
  @FunctionalInterface
  public interface SliceWriter {
    void write(ModelGraph graph, Path file);
  }

  /**
   * Writes a bundle, whole or not at all. A bundle that stands there is replaced.
   *
   * @throws UsageException if something else stands there
   * @throws org.scissionlite.error.ScissionLiteException if the folder cannot be written
   */
  public Bundle write(Path folder, BundleContent content) {
    requireReplaceable(folder);
    List<Manifest> written = new ArrayList<>();
    AtomicWrite.folder(folder, temporary -> written.add(fill(temporary, content)));
    return new Bundle(folder, written.get(0));
  }

  /**
   * Signs a bundle that is there.
   *
   * @throws org.scissionlite.error.ScissionLiteException if a file of it is missing or changed, or
   *     it cannot be written
   */
  public static Bundle sign(Path folder, SigningKey key) {
    Manifest manifest = BundleReader.open(folder).manifest().signed(key);
    AtomicWrite.file(
        folder.resolve(ManifestFile.NAME),
        file -> Files.writeString(file, ManifestFile.text(manifest)));
    return new Bundle(folder, manifest);
  }

  /**
   * Checks, before the long work is done, that nothing but a bundle stands at a place.
   *
   * @throws UsageException if something else does
   */
  public static void requireReplaceable(Path folder) {
    new OwnFolder(folder, OWN_FILES, "a bundle").requireReplaceable();
  }

  private Manifest fill(Path folder, BundleContent content) throws IOException {
    List<SplitScenario> scenarios = new ArrayList<>();
    for (PreparedScenario scenario : content.scenarios()) {
      scenarios.add(writeScenario(folder, scenario));
    }
    SliceFile whole =
        content.withWholeModel() ? writeSlice(folder, "model.onnx", content.model().graph()) : null;
    Manifest unnamed =
        new Manifest(
            Manifest.schemaVersion(scenarios),
            "",
            Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
            new Manifest.ModelReference(content.model().name(), content.model().sha256()),
            content.preprocessing(),
            content.labels(),
            content.task(),
            scenarios,
            whole,
            null);
    Manifest named = unnamed.withId(BundleId.of(unnamed));
    Manifest manifest = key.map(named::signed).orElse(named);
    Files.writeString(folder.resolve(ManifestFile.NAME), ManifestFile.text(manifest));
    return manifest;
  }

  private SplitScenario writeScenario(Path folder, PreparedScenario scenario) throws IOException {
    String place = scenario.name();
    Files.createDirectory(folder.resolve(place));
    List<WireTensor> wire = new ArrayList<>();
    for (FittedTransferLayer layer : scenario.inserted().layers()) {
      String tables = String.format(Locale.ROOT, "%s/codec%d.bin", place, wire.size());
      wire.add(
          new WireTensor(
              layer.wire().name(),
              layer.wire().elementType(),
              layer.wire().shape().dims(),
              layer.codec().name(),
              writeTables(folder, tables, layer.codec().tables())));
    }
    return new SplitScenario(
        scenario.name(),
        scenario.inserted().cut().name(),
        scenario.transferLayer(),
        writeSlice(folder, place + "/device.onnx", scenario.slices().device()),
        writeSlice(folder, place + "/edge.onnx", scenario.slices().edge()),
        wire,
        scenario.inserted().graph().outputs().stream()
            .map(output -> OutputTensor.of(output, scenario.inserted().cut()))
            .toList());
  }

  private static SliceFile writeTables(Path folder, String name, ByteBuffer tables)
      throws IOException {
    if (!tables.hasRemaining()) {
      return null;
    }
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = tables.duplicate();
      while (rest.hasRemaining()) {
        file.write(rest);
      }
    }
    return described(folder, name);
  }

  private SliceFile writeSlice(Path folder, String name, ModelGraph graph) throws IOException {
    slices.write(graph, folder.resolve(name));
    List<SliceFile> weights = new ArrayList<>();
    for (String beside : namesBeside(folder.resolve(name))) {
      weights.add(described(folder, name.substring(0, name.lastIndexOf('/') + 1) + beside));
    }
    return new SliceFile(
        name, Sha256.of(folder.resolve(name)), Files.size(folder.resolve(name)), weights);
  }

  /** The files that were written with a slice: those whose names begin with the slice's. */
  private static List<String> namesBeside(Path slice) throws IOException {
    String name = slice.getFileName().toString();
    try (Stream<Path> files = Files.list(slice.getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.startsWith(name) && !file.equals(name))
          .sorted()
          .toList();
    }
  }

  private static SliceFile described(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    return new SliceFile(name, Sha256.of(file), Files.size(file), List.of());
  }
}
