package org.scissionlite.cli.train;

import java.util.Map;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.read.ReadOptions;

/**
 * A classifier of a file at another input size than the file's: the weights stay, and the pictures
 * become larger or smaller. Learning at a small size first and at the full size last takes a part
 * of the time.
 */
final class ResizedModel {
  private ResizedModel() {}

  /**
   * The model with a square input.
   *
   * @throws UsageException where the model has no input for a picture, or works at its own size
   *     alone
   */
  static ModelGraph load(String source, ReadOptions reading, int pixels) {
    if (pixels < 1) {
      throw new UsageException("--input: expected at least 1 pixel, got " + pixels);
    }
    ModelGraph own = ModelSource.load(source, reading).graph();
    TensorSpec input = own.inputs().get(0);
    Shape size = square(source, input, pixels);
    ModelGraph resized = read(source, reading.resized(Map.of(input.name(), size)), pixels);
    if (!resized.outputs().equals(own.outputs())) {
      throw new UsageException(
          "model %s answers with other shapes at %d pixels: expected %s, got %s"
              .formatted(source, pixels, own.outputs(), resized.outputs()));
    }
    return resized;
  }

  private static ModelGraph read(String source, ReadOptions reading, int pixels) {
    try {
      return ModelSource.load(source, reading).graph();
    } catch (ScissionLiteException e) {
      throw new UsageException(
          "model %s works at its own size alone, not at %d pixels: %s"
              .formatted(source, pixels, e.getMessage()),
          e);
    }
  }

  private static Shape square(String source, TensorSpec input, int pixels) {
    Shape shape = input.shape();
    boolean isFirst = shape.rank() == 4 && isColour(shape.dim(1));
    if (!isFirst && !(shape.rank() == 4 && isColour(shape.dim(3)))) {
      throw new UsageException(
          "--input: expected a model with a picture as its input, [1,3,H,W] or [1,H,W,3]; %s has %s"
              .formatted(source, input));
    }
    int batch = shape.dim(0);
    return isFirst
        ? Shape.of(batch, shape.dim(1), pixels, pixels)
        : Shape.of(batch, pixels, pixels, shape.dim(3));
  }

  private static boolean isColour(int channels) {
    return channels == 1 || channels == 3;
  }
}
