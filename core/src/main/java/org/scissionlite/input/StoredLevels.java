package org.scissionlite.input;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/** The colours of a decoded picture as its file holds them, in eight bits. */
final class StoredLevels {
  private StoredLevels() {}

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
    int bands = raster.getNumBands();
    int step = colors.getNumColorComponents() == 1 ? 0 : 1;
    int surplusBits = surplusBits(raster);
    byte[] rgb = new byte[3 * raster.getWidth() * raster.getHeight()];
    int[] row = new int[bands * raster.getWidth()];
    int next = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (int first = 0; first < row.length; first += bands) {
        rgb[next++] = (byte) (row[first] >> surplusBits);
        rgb[next++] = (byte) (row[first + step] >> surplusBits);
        rgb[next++] = (byte) (row[first + 2 * step] >> surplusBits);
      }
    }
    return rgb;
  }

  /**
   * From ink to light as libjpeg's users do it, without profiles: red is (1 - cyan) (1 - black).
   */
  private static byte[] withoutInk(Raster raster) {
    byte[] rgb = new byte[3 * raster.getWidth() * raster.getHeight()];
    int[] row = new int[raster.getNumBands() * raster.getWidth()];
    int surplusBits = surplusBits(raster);
    int next = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (int first = 0; first < row.length; first += raster.getNumBands()) {
        int light = 255 - (row[first + 3] >> surplusBits);
        for (int colour = 0; colour < 3; colour++) {
          rgb[next++] =
              (byte) Math.round((255 - (row[first + colour] >> surplusBits)) * light / 255f);
        }
      }
    }
    return rgb;
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
