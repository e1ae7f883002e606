package org.scissionlite.input;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Numbers;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * Inputs that mean nothing: noise of 8-bit pixels through the preprocessing where the input is such
 * an image, uniform noise of -1 to 1 in other floating-point inputs, zeros elsewhere. For latency
 * and for checks of equality, never for accuracy.
 */
public final class RandomPictures {
  private static final int LEVELS = 256;

  private RandomPictures() {}

  /** Examples for the inputs of a model; the same for the same seed. */
  public static List<Map<String, Tensor>> examples(
      List<TensorSpec> inputs, Preprocessing preprocessing, int count, long seed) {
    return IntStream.range(0, count)
        .mapToObj(i -> example(inputs, preprocessing, new SplittableRandom(seed + i)))
        .toList();
  }

  private static Map<String, Tensor> example(
      List<TensorSpec> inputs, Preprocessing preprocessing, SplittableRandom random) {
    Map<String, Tensor> example = new HashMap<>();
    for (TensorSpec input : inputs) {
      example.put(input.name(), noise(input, preprocessing, random));
    }
    return example;
  }

  private static Tensor noise(
      TensorSpec input, Preprocessing preprocessing, SplittableRandom random) {
    ElementType type = input.elementType();
    if (isPicture(input, preprocessing)) {
      return ImageTensors.of(picture(input.shape(), preprocessing, random), preprocessing, input);
    }
    Tensor tensor = Tensor.zeros(input.type());
    ByteBuffer data = tensor.data();
    int count = Numbers.isFloat(type) ? data.limit() / type.bytes() : 0;
    for (int i = 0; i < count; i++) {
      Numbers.put(data, i, type, (float) random.nextDouble(-1, 1));
    }
    return tensor;
  }

  private static boolean isPicture(TensorSpec input, Preprocessing preprocessing) {
    Shape shape = input.shape();
    int channelAxis = preprocessing.layout() == Preprocessing.Layout.NCHW ? 1 : 3;
    return ImageTensors.isOfPictures(input.elementType())
        && shape.rank() == 4
        && shape.dim(0) == 1
        && shape.dim(channelAxis) == preprocessing.mean().size()
        && shape.elements() > 0
        && shape.elements() <= 3 * ImageFiles.MOST_PIXELS;
  }

  private static Pixels picture(Shape shape, Preprocessing preprocessing, SplittableRandom random) {
    boolean channelsFirst = preprocessing.layout() == Preprocessing.Layout.NCHW;
    int height = shape.dim(channelsFirst ? 2 : 1);
    int width = shape.dim(channelsFirst ? 3 : 2);
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) random.nextInt(LEVELS);
    }
    return new Pixels(width, height, rgb);
  }
}
