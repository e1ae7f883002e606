package org.scissionlite.cli.source;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Sha256;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.read.ReadOptions;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.zoo.Zoo;

/** Where a command's model comes from: an ONNX file, or {@code zoo:NAME}. */
public final class ModelSource {
  public static final String DESCRIPTION =
      "An ONNX file, or zoo:NAME for an architecture with random weights ('zoo list' names them).";

  private static final String ZOO = "zoo:";

  private ModelSource() {}

  public static boolean isZoo(String source) {
    return source.startsWith(ZOO);
  }

  /** The architecture's name of a source that {@link #isZoo} is true for. */
  public static String zooName(String source) {
    return source.substring(ZOO.length());
  }

  /** Reads or builds the model. */
  public static Model load(String source) {
    return isZoo(source) ? zoo(zooName(source)) : OnnxReader.read(file(source));
  }

  /** Reads or builds the model with a batch size. */
  public static Model load(String source, ReadOptions options) {
    if (!isZoo(source)) {
      return OnnxReader.read(file(source), options);
    }
    Model model = zoo(zooName(source));
    return options.equals(ReadOptions.defaults())
        ? model
        : OnnxReader.read(OnnxWriter.toBytes(model.graph()), model.name(), options);
  }

  /**
   * The graph of a model that is at hand.
   *
   * @throws UsageException where only its name is known
   */
  public static ModelGraph graph(String source, ReadOptions options) {
    if (!isZoo(source) && !Files.exists(Path.of(source))) {
      throw new UsageException(
          "this needs the model itself, not only its name '%s': give its ONNX file or zoo:NAME"
              .formatted(source));
    }
    return load(source, options).graph();
  }

  /** The ONNX file of a source. */
  private static Path file(String source) {
    Path file = Path.of(source);
    if (Files.isDirectory(file)) {
      throw new UsageException(
          "model %s is a folder; expected %s"
              .formatted(
                  source,
                  Files.exists(file.resolve("manifest.json"))
                      ? "an ONNX file; a bundle is for 'edge', 'device' and 'evaluate'"
                      : "an ONNX file or zoo:NAME"));
    }
    return file;
  }

  /** An architecture of the zoo, identified by the hash of the file that 'zoo build' writes. */
  private static Model zoo(String name) {
    ModelGraph graph = Zoo.build(name);
    return new Model(name, Sha256.of(ByteBuffer.wrap(OnnxWriter.toBytes(graph))), graph);
  }
}
