package org.scissionlite.input;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Numbers;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** From pictures to input tensors. */
public final class ImageTensors {
  private ImageTensors() {}

  /** Whether the numbers of an image may be of a type. */
  static boolean isOfPictures(ElementType type) {
    return type == ElementType.UINT8 || Numbers.isFloat(type);
  }

  /**
   * The input tensor of an image file.
   *
   * @throws UsageException if the picture is much smaller than the input; names the file
   * @throws org.scissionlite.error.ScissionLiteException if the file cannot be read
   */
  public static Tensor read(Path file, Preprocessing preprocessing, TensorSpec input) {
    Pixels picture = ImageFiles.read(file);
    try {
      return of(picture, preprocessing, input);
    } catch (UsageException e) {
      throw new UsageException("image %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * The input tensor of a picture. A model that takes 8-bit pixels gets their levels, 0 to 255,
   * whatever scale, mean and deviation are.
   *
   * @param input the model's input: [1,C,H,W] or [1,H,W,C], as the preprocessing says, of uint8 or
   *     any floating-point type
   * @throws UsageException if the input is no image, or the picture is much smaller than it
   */
  public static Tensor of(Pixels picture, Preprocessing preprocessing, TensorSpec input) {
    ImageGeometry geometry = geometry(preprocessing, input);
    Pixels fitted = picture.fitted(preprocessing.fit(), geometry.size());
    if (input.elementType() == ElementType.UINT8) {
      return new LevelTensors(preprocessing.channels(), preprocessing.layout())
          .tensor(fitted, input.type());
    }
    float[] factors = toFloats(preprocessing.pixelSteps());
    float[] offsets = toFloats(preprocessing.pixelOffsets());
    Tensor tensor = Tensor.zeros(input.type());
    ByteBuffer values = tensor.data();
    for (int c = 0; c < geometry.channels(); c++) {
      for (int y = 0; y < geometry.height(); y++) {
        for (int x = 0; x < geometry.width(); x++) {
          double level = ImageGeometry.level(fitted, x, y, c, preprocessing.channels());
          float value = (float) (level * factors[c] + offsets[c]);
          Numbers.put(values, geometry.index(c, y, x), input.elementType(), value);
        }
      }
    }
    return tensor;
  }

  /**
   * The picture as the model sees it: scaled and cropped to the input's size.
   *
   * @throws UsageException if the input is no image, or the picture is much smaller than it
   */
  public static Pixels fitted(Pixels picture, Preprocessing preprocessing, TensorSpec input) {
    return picture.fitted(preprocessing.fit(), geometry(preprocessing, input).size());
  }

  private static float[] toFloats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }

  static ImageGeometry geometry(Preprocessing preprocessing, TensorSpec input) {
    int channels = preprocessing.mean().size();
    ImageGeometry geometry =
        Optional.of(input.shape())
            .filter(shape -> isOfPictures(input.elementType()))
            .flatMap(shape -> ImageGeometry.of(shape, preprocessing.layout(), channels))
            .orElseThrow(
                () ->
                    new UsageException(
                        "input %s: the preprocessing makes one %s image of %d channels, of floating-point numbers or uint8"
                            .formatted(input, preprocessing.layout(), channels)));
    if (geometry.pixels() < 1 || geometry.pixels() > ImageFiles.MOST_PIXELS) {
      throw new UsageException(
          "input %s: expected an image of 1 to %d pixels, got %d"
              .formatted(input, ImageFiles.MOST_PIXELS, geometry.pixels()));
    }
    return geometry;
  }
}
