package org.scissionlite.input;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.exif.Orientation;
import org.scissionlite.input.fit.Fit;
import org.scissionlite.input.fit.Interpolation;
import org.scissionlite.input.fit.Placement;
import org.scissionlite.input.fit.Resampling;
import org.scissionlite.input.fit.Size;

/**
 * An 8-bit colour picture: width x height pixels, three bytes each (red, green, blue), row by row.
 */
public final class Pixels {
  private final int width;
  private final int height;
  private final byte[] rgb;

  /** How the camera was held; the pixels are upright already. */
  private final Orientation orientation;

  /** Takes over the array: it is not copied. */
  Pixels(int width, int height, byte[] rgb) {
    this(width, height, rgb, Orientation.UPRIGHT);
  }

  private Pixels(int width, int height, byte[] rgb, Orientation orientation) {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new ScissionLiteException(
          "a picture of %dx%d pixels needs %d bytes, got %d"
              .formatted(width, height, 3L * width * height, rgb.length));
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
    this.orientation = orientation;
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

  /** The upright picture of one that is stored in another orientation. */
  Pixels turned(Orientation stored) {
    return stored.equals(Orientation.UPRIGHT) ? this : turned(stored, stored);
  }

  /** The picture as its file holds it, whichever way the camera was held. */
  Pixels asStored() {
    return orientation.equals(Orientation.UPRIGHT)
        ? this
        : turned(orientation.inverse(), Orientation.UPRIGHT);
  }

  private Pixels turned(Orientation turn, Orientation undone) {
    boolean swapped = turn.swapsSides();
    return new Pixels(
        swapped ? height : width, swapped ? width : height, turn.applyTo(rgb, width), undone);
  }

  /** The picture at another size, by a triangle filter that covers every source pixel. */
  public Pixels resize(int newWidth, int newHeight) {
    Size size = new Size(newWidth, newHeight);
    return newWidth == width && newHeight == height
        ? this
        : scaled(new Placement(size, 0, 0), size, Interpolation.BILINEAR);
  }

  /** The picture as an input of a size shows it. */
  Pixels fitted(Fit fit, Size input) {
    Pixels picture = fit.orientation() == Fit.Exif.APPLIED ? this : asStored();
    Placement placement = fit.place(picture.size(), input);
    Size inside = placement.inside(input);
    Pixels part = picture.part(placement.withoutBorder(), inside, fit.interpolation());
    return inside.equals(input)
        ? part
        : part.bordered(input, -placement.left(), -placement.top(), (byte) fit.border());
  }

  Size size() {
    return new Size(width, height);
  }

  private Pixels part(Placement place, Size part, Interpolation interpolation) {
    return place.scaled().equals(size())
        ? crop(place.left(), place.top(), part)
        : scaled(place, part, interpolation);
  }

  private Pixels crop(int left, int top, Size part) {
    if (part.equals(size())) {
      return this;
    }
    int bytes = 3 * part.width();
    byte[] cropped = new byte[bytes * part.height()];
    for (int y = 0; y < part.height(); y++) {
      System.arraycopy(rgb, 3 * ((top + y) * width + left), cropped, bytes * y, bytes);
    }
    return new Pixels(part.width(), part.height(), cropped);
  }

  private Pixels scaled(Placement place, Size part, Interpolation interpolation) {
    Size scaled = place.scaled();
    return new Pixels(
        part.width(),
        part.height(),
        Resampling.scale(
            rgb,
            new Resampling.Axis(width, scaled.width(), place.left(), part.width(), interpolation),
            new Resampling.Axis(
                height, scaled.height(), place.top(), part.height(), interpolation)));
  }

  private Pixels bordered(Size whole, int left, int top, byte level) {
    byte[] bordered = new byte[3 * whole.width() * whole.height()];
    Arrays.fill(bordered, level);
    for (int y = 0; y < height; y++) {
      int to = 3 * ((Math.max(0, top) + y) * whole.width() + Math.max(0, left));
      System.arraycopy(rgb, 3 * y * width, bordered, to, 3 * width);
    }
    return new Pixels(whole.width(), whole.height(), bordered);
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
