package org.scissionlite.benchmarks.survival;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.write.OnnxWriter;

/**
 * The bundle that the edge hands out, in versions: the whole model's file of each is another one,
 * all give the same answers.
 */
final class Releases {
  private final Path folder;
  private final BundleContent content;
  private Bundle last;
  private int number;

  private Releases(Path folder, BundleContent content) {
    this.folder = folder;
    this.content = content;
  }

  /** Writes the first version into a folder. */
  static Releases into(Path folder) {
    Releases releases = new Releases(folder, SurvivalModel.content());
    releases.next();
    return releases;
  }

  /** Puts a new version in the place of the one before. */
  void next() {
    number++;
    ModelGraph graph = content.model().graph();
    ModelGraph renamed =
        new ModelGraph(
            graph.name() + "-" + number,
            graph.opsets(),
            graph.inputs(),
            graph.outputs(),
            graph.nodes(),
            graph.initializers(),
            graph.types());
    Model model = new Model(content.model().name(), content.model().sha256(), renamed);
    last =
        new BundleWriter(OnnxWriter::write)
            .write(
                folder,
                new BundleContent(
                    model,
                    content.scenarios(),
                    content.preprocessing(),
                    content.labels(),
                    content.withWholeModel()));
  }

  Path folder() {
    return folder;
  }

  /** The model of all versions. */
  SurvivalModel model() {
    return new SurvivalModel(last);
  }

  /** Whether a device with that cache has begun to fetch the whole model of the last version. */
  boolean isBeingFetchedInto(Path cache) {
    String sha256 = last.manifest().wholeModel().sha256();
    return Files.exists(cache.resolve(SurvivalDevice.NAME).resolve("partial").resolve(sha256));
  }

  /** Changes the last byte of the last version's largest file; a second time changes it back. */
  void flip() throws IOException {
    Path file = last.file(last.manifest().wholeModel());
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(bytes.length() - 1);
      int value = bytes.read();
      bytes.seek(bytes.length() - 1);
      bytes.write(~value);
    }
  }
}
