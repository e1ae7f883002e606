package org.scissionlite.cli.demo;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.scissionlite.cli.source.LabelFile;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Json;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.onnx.read.OnnxReader;

/**
 * The trained model that ships with the program: MobileNetV2 of width 0.35 that tells seven
 * surfaces of synthetic steel strip apart.
 *
 * @param labels its classes, in the order of the output
 */
public record SteelClassifier(Model model, Preprocessing preprocessing, List<String> labels) {
  private static final String MODEL = "steel.onnx";
  private static final String PREPROCESSING = "steel.preprocessing.json";
  private static final String LABELS = "steel.labels.txt";

  public SteelClassifier {
    labels = List.copyOf(labels);
  }

  /**
   * Writes the model's files into a folder and reads them.
   *
   * @throws org.scissionlite.error.ScissionLiteException if the folder cannot be written
   */
  public static SteelClassifier unpack(Path folder) {
    return new SteelClassifier(
        OnnxReader.read(copy(MODEL, folder)),
        Json.read(copy(PREPROCESSING, folder), Preprocessing.class, "preprocessing"),
        LabelFile.read(copy(LABELS, folder)));
  }

  private static Path copy(String resource, Path folder) {
    Path file = folder.resolve(resource);
    AtomicWrite.file(
        file,
        temporary -> {
          try (InputStream in = SteelClassifier.class.getResourceAsStream("/steel/" + resource)) {
            if (in == null) {
              throw new FileNotFoundException("the program's own " + resource);
            }
            Files.copy(in, temporary);
          }
        });
    return file;
  }
}
