package org.scissionlite.input;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.scissionlite.error.ScissionLiteException;

/**
 * An 8-bit colour picture: width x height pixels, three bytes each (red, green, blue), row by row.
 */
public final class Pixels {
  private final int width;
  private final int height;
  private final byte[] rgb;

  /** Takes over the array: it is not copied. */
  Pixels(int width, int height, byte[] rgb) {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new ScissionLiteException(
          "a picture of %dx%d pixels needs %d bytes, got %d"
              .formatted(width, height, 3L * width * height, rgb.length));
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /**
   * A grey picture: three equal channels.
   *
   * @param levels one byte a pixel, row by row
   */
  public static Pixels grey(int width, int height, byte[] levels) {
    byte[] rgb = new byte[3 * levels.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = levels[i / 3];
    }
    return new Pixels(width, height, rgb);
  }

  /**
   * A colour picture.
   *
   * @param rgb three bytes a pixel, row by row; copied
   */
  public static Pixels rgb(int width, int height, byte[] rgb) {
    return new Pixels(width, height, rgb.clone());
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The level of a pixel, 0 to 255; channel 0 is red, 1 green, 2 blue. */
  public int level(int x, int y, int channel) {
    return rgb[3 * (y * width + x) + channel] & 0xFF;
  }

  /** The part from (left, top) of a size, all inside the picture. */
  Pixels crop(int left, int top, int newWidth, int newHeight) {
    byte[] part = new byte[3 * newWidth * newHeight];
    for (int y = 0; y < newHeight; y++) {
      System.arraycopy(rgb, 3 * ((top + y) * width + left), part, 3 * y * newWidth, 3 * newWidth);
    }
    return new Pixels(newWidth, newHeight, part);
  }

  /** The picture at another size, by a triangle filter that covers every source pixel. */
  public Pixels resize(int newWidth, int newHeight) {
    return newWidth == width && newHeight == height
        ? this
        : scaledTo(newWidth, newHeight).part(0, 0, newWidth, newHeight);
  }

  /** The picture at another size, of which a part can be taken. */
  Scaled scaledTo(int newWidth, int newHeight) {
    return new Scaled(this, newWidth, newHeight);
  }

  /** A picture that is scaled as far as it is needed. */
  record Scaled(Pixels picture, int width, int height) {
    /** The part from (left, top) of a size, all inside the scaled picture. */
    Pixels part(int left, int top, int partWidth, int partHeight) {
      return new Pixels(
          partWidth,
          partHeight,
          TriangleFilter.scale(
              picture.rgb,
              new TriangleFilter.Axis(picture.width, width, left, partWidth),
              new TriangleFilter.Axis(picture.height, height, top, partHeight)));
    }
  }

  /** The picture in the form that Java's encoders take. */
  public BufferedImage toImage() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] colours = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < colours.length; i++) {
      int green = (rgb[3 * i + 1] & 0xFF) << 8;
      colours[i] = (rgb[3 * i] & 0xFF) << 16 | green | (rgb[3 * i + 2] & 0xFF);
    }
    return image;
  }
}
