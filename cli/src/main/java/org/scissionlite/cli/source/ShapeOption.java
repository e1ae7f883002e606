package org.scissionlite.cli.source;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.scissionlite.error.UsageException;
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
    shapes.forEach((input, dims) -> parsed.put(input, shape(input, dims)));
    return options.withShapes(parsed);
  }

  private static Shape shape(String input, String dims) {
    try {
      int[] sizes =
          Arrays.stream(dims.split(",", -1))
              .map(String::strip)
              .mapToInt(Integer::parseInt)
              .toArray();
      if (Arrays.stream(sizes).allMatch(size -> size > 0)) {
        return Shape.of(sizes);
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for all that is no shape.
    }
    throw new UsageException(
        "--shape %s: expected positive numbers separated by commas, such as 1,3,480,640, got '%s'"
            .formatted(input, dims));
  }
}
