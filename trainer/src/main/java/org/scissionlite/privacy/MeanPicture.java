package org.scissionlite.privacy;

import java.nio.FloatBuffer;
import java.util.List;
import org.scissionlite.input.Pixels;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;

/**
 * The mean of the pictures that the attacker knows: what the attacker shows without hearing
 * anything, and what the decoder starts from. It learns the difference, levels / 255, [1,3,H,W].
 */
final class MeanPicture {
  private static final int COLOURS = 3;
  private static final double WHITE = 255;

  private final int width;
  private final int height;
  private final double[] levels;

  private MeanPicture(int width, int height) {
    this.width = width;
    this.height = height;
    this.levels = new double[COLOURS * width * height];
  }

  /** The mean of pictures of one size. */
  static MeanPicture of(List<Pixels> pictures) {
    MeanPicture mean = new MeanPicture(pictures.get(0).width(), pictures.get(0).height());
    for (Pixels picture : pictures) {
      for (int i = 0; i < mean.levels.length; i++) {
        mean.levels[i] += (double) mean.level(picture, i) / pictures.size();
      }
    }
    return mean;
  }

  private int level(Pixels picture, int index) {
    int plane = width * height;
    return picture.level(index % plane % width, index % plane / width, index / plane);
  }

  /** The type of a difference: [1,3,H,W]. */
  Shape shape() {
    return Shape.of(1, COLOURS, height, width);
  }

  /** This picture as levels / 255, [1,3,H,W]. */
  Tensor shares() {
    float[] values = new float[levels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (levels[i] / WHITE);
    }
    return Tensor.ofFloats(shape(), values);
  }

  /** What a picture has that this one has not. */
  Tensor differenceOf(Pixels picture) {
    float[] values = new float[levels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((level(picture, i) - levels[i]) / WHITE);
    }
    return Tensor.ofFloats(shape(), values);
  }

  /** This picture with a difference added; levels beyond 0 to 255 are clipped. */
  Pixels plus(Tensor difference) {
    FloatBuffer values = difference.floats();
    byte[] rgb = new byte[levels.length];
    int plane = width * height;
    for (int i = 0; i < rgb.length; i++) {
      int pixel = i % plane;
      long level = Math.round(levels[i] + WHITE * values.get(i));
      rgb[COLOURS * pixel + i / plane] = (byte) Math.max(0, Math.min(255, level));
    }
    return Pixels.rgb(width, height, rgb);
  }

  /** The picture itself. */
  Pixels picture() {
    return plus(Tensor.ofFloats(shape(), new float[levels.length]));
  }
}
