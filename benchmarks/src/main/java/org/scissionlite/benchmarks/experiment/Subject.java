package org.scissionlite.benchmarks.experiment;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.zoo.Zoo;

/**
 * The model of an experiment and its images.
 *
 * @param source an ONNX file, or zoo:NAME for random weights
 * @param preprocessing a name, a JSON file, or empty for that beside the model
 * @param data images that layers are fitted to, chosen on and confirmed on
 * @param test images that nothing is chosen on; of labelled ones the split "test"
 */
public record Subject(String source, String preprocessing, Path data, Path test) {
  private static final String ZOO = "zoo:";
  private static final String ONNX = ".onnx";

  /** Its name: that of the file. */
  public String name() {
    if (hasRandomWeights()) {
      return source.substring(ZOO.length());
    }
    String file = Path.of(source).getFileName().toString();
    return file.endsWith(ONNX) ? file.substring(0, file.length() - ONNX.length()) : file;
  }

  /** Whether its weights are random, so that its answers mean nothing. */
  public boolean hasRandomWeights() {
    return source.startsWith(ZOO);
  }

  /** Reads or builds it. */
  public Model model() {
    if (!hasRandomWeights()) {
      return OnnxReader.read(Path.of(source));
    }
    var graph = Zoo.build(name());
    return new Model(name(), Sha256.of(ByteBuffer.wrap(OnnxWriter.toBytes(graph))), graph);
  }

  /** From pictures to its input, as the command line is told. */
  public String preprocessingOption() {
    if (!preprocessing.isEmpty()) {
      return preprocessing;
    }
    Path beside = Path.of(source.replaceFirst("\\.onnx$", ".preprocessing.json"));
    if (hasRandomWeights() || !Files.isRegularFile(beside)) {
      throw new UsageException(
          "model %s: there is no %s; name its preprocessing with --preprocessing"
              .formatted(source, beside.getFileName()));
    }
    return beside.toString();
  }

  /** From pictures to its input. */
  public Preprocessing readPreprocessing() {
    String option = preprocessingOption();
    return option.endsWith(".json")
        ? Json.read(Path.of(option), Preprocessing.class, "preprocessing")
        : Preprocessing.named(option);
  }
}
