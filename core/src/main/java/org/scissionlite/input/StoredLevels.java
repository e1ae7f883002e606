package org.scissionlite.input;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.util.Optional;

/** The colours of a decoded picture as its file holds them, in eight bits. */
final class StoredLevels {
  private static final int PIXELS_AT_A_TIME = 1 << 14;

  private StoredLevels() {}

  /** Why the samples are no levels from black to white; nothing where they are. */
  static Optional<String> obstacle(BufferedImage image) {
    SampleModel samples = image.getSampleModel();
    return switch (samples.getDataType()) {
      case DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE ->
          Optional.of("floating-point samples, whose range is not known");
      case DataBuffer.TYPE_SHORT ->
          Optional.of("signed samples, whose black and white are not known");
      default ->
          samples.getSampleSize(0) > 16
              ? Optional.of("samples of " + samples.getSampleSize(0) + " bits")
              : Optional.empty();
    };
  }

  /** The levels of all pixels: red, green, blue, row by row. */
  static byte[] rgb(BufferedImage image) {
    ColorModel colors = image.getColorModel();
    if (!(colors instanceof ComponentColorModel)) {
      return converted(image);
    }
    return switch (colors.getColorSpace().getType()) {
      case ColorSpace.TYPE_RGB, ColorSpace.TYPE_GRAY -> asStored(image.getRaster(), colors);
      case ColorSpace.TYPE_CMYK -> withoutInk(image.getRaster());
      default -> converted(image);
    };
  }

  /**
   * The levels as the file holds them: Java's own conversion would apply colour profiles and take
   * grey as linear, which the libraries that models are trained with do not.
   */
  private static byte[] asStored(Raster raster, ColorModel colors) {
    int step = colors.getNumColorComponents() == 1 ? 0 : 1;
    int surplusBits = surplusBits(raster);
    byte[] rgb = new byte[3 * raster.getWidth() * raster.getHeight()];
    forEachPixel(
        raster,
        (samples, first, next) -> {
          rgb[next] = (byte) (samples[first] >> surplusBits);
          rgb[next + 1] = (byte) (samples[first + step] >> surplusBits);
          rgb[next + 2] = (byte) (samples[first + 2 * step] >> surplusBits);
        });
    return rgb;
  }

  /**
   * From ink to light as libjpeg's users do it, without profiles: red is (1 - cyan) (1 - black).
   */
  private static byte[] withoutInk(Raster raster) {
    byte[] rgb = new byte[3 * raster.getWidth() * raster.getHeight()];
    int surplusBits = surplusBits(raster);
    forEachPixel(
        raster,
        (samples, first, next) -> {
          int light = 255 - (samples[first + 3] >> surplusBits);
          for (int colour = 0; colour < 3; colour++) {
            int ink = samples[first + colour] >> surplusBits;
            rgb[next + colour] = (byte) Math.round((255 - ink) * light / 255f);
          }
        });
    return rgb;
  }

  private interface ToRgb {
    /**
     * Converts a pixel.
     *
     * @param first where its samples begin
     * @param next where its red belongs
     */
    void convert(int[] samples, int first, int next);
  }

  /** All pixels row by row, few at a time: one row may hold them all. */
  private static void forEachPixel(Raster raster, ToRgb pixel) {
    int bands = raster.getNumBands();
    int most = Math.min(raster.getWidth(), PIXELS_AT_A_TIME);
    int[] samples = new int[bands * most];
    int next = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x += most) {
        int count = Math.min(most, raster.getWidth() - x);
        raster.getPixels(x, y, count, 1, samples);
        for (int i = 0; i < count; i++) {
          pixel.convert(samples, i * bands, next);
          next += 3;
        }
      }
    }
  }

  private static int surplusBits(Raster raster) {
    return Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
  }

  private static byte[] converted(BufferedImage image) {
    int width = image.getWidth();
    byte[] rgb = new byte[3 * width * image.getHeight()];
    int[] row = new int[width];
    int next = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        rgb[next++] = (byte) (argb >> 16);
        rgb[next++] = (byte) (argb >> 8);
        rgb[next++] = (byte) argb;
      }
    }
    return rgb;
  }
}
