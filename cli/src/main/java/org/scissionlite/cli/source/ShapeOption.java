package org.scissionlite.cli.source;

import java.util.LinkedHashMap;
import java.util.Map;
import org.scissionlite.model.Shape;
import org.scissionlite.onnx.read.ReadOptions;
import picocli.CommandLine.Option;

/** The sizes of inputs that a model file leaves open. */
public final class ShapeOption {
  @Option(
      names = "--shape",
      paramLabel = "INPUT=N,N,...",
      description =
          "The shape of an input whose height, width or other size the ONNX file leaves open, such as "
              + "image=1,3,480,640. Give it once for each such input.")
  private Map<String, String> shapes = new LinkedHashMap<>();

  /** How the model is to be read. */
  public ReadOptions reading() {
    return in(ReadOptions.defaults());
  }

  /** Other options with these shapes. */
  public ReadOptions in(ReadOptions options) {
    Map<String, Shape> parsed = new LinkedHashMap<>();
    shapes.forEach((input, dims) -> parsed.put(input, Shape.parse("--shape " + input, dims)));
    return options.withShapes(parsed);
  }
}
