package org.scissionlite.input.fit;

import org.scissionlite.error.UsageException;

/**
 * Where a picture lies in a model's input: it is scaled to a size, and the input shows a part of
 * it, with a border where it shows more than there is.
 *
 * <p>The point (x, y) of a picture of 640 x 480 pixels lies at {@code x * scaled.width() / 640 -
 * left} and {@code y * scaled.height() / 480 - top} of the input.
 *
 * @param scaled size of the scaled picture
 * @param left column of the scaled picture at the input's left side; negative beside a border
 * @param top row of the scaled picture at the input's upper side; negative below a border
 */
public record Placement(Size scaled, int left, int top) {
  private static final double CROP_SHARE = 8 / 7.0;
  private static final double SMALLEST_SHARE = 0.25;

  /** A size of 255.9999 pixels, as a share of 0.875 may give, is 256. */
  private static final double NEARLY = 1e-6;

  static Placement stretched(Size input) {
    return new Placement(input, 0, 0);
  }

  static Placement letterboxed(Size picture, Size input) {
    double factor =
        Math.min(
            (double) input.width() / picture.width(), (double) input.height() / picture.height());
    int width = (int) Math.max(1, Math.rint(picture.width() * factor));
    int height = (int) Math.max(1, Math.rint(picture.height() * factor));
    return centred(new Size(width, height), input);
  }

  /** The longer side is rounded down, as the usual Python libraries do it. */
  static Placement centerCropped(Size picture, Size input, double share) {
    long wide = (long) input.width() * picture.height();
    long high = (long) input.height() * picture.width();
    if (wide >= high) {
      long width = (long) (input.width() / share + NEARLY);
      return covering(width, width * picture.height() / picture.width(), input);
    }
    long height = (long) (input.height() / share + NEARLY);
    return covering(height * picture.width() / picture.height(), height, input);
  }

  static Placement cropped(Size picture, Size input) {
    double share =
        Math.min(
            (double) picture.width() / input.width(), (double) picture.height() / input.height());
    if (share < SMALLEST_SHARE) {
      throw new UsageException(
          "the image is %s, too small for the model's %s; take images of at least a quarter of that, or set the preprocessing's fit to STRETCH"
              .formatted(picture, input));
    }
    double factor = share >= 1 && share <= CROP_SHARE ? 1 : CROP_SHARE / share;
    return covering(
        Math.round(picture.width() * factor), Math.round(picture.height() * factor), input);
  }

  /** How much of an input the picture covers, without the border. */
  public Size inside(Size input) {
    Placement part = withoutBorder();
    return new Size(
        Math.min(scaled.width() - part.left(), input.width() + Math.min(0, left)),
        Math.min(scaled.height() - part.top(), input.height() + Math.min(0, top)));
  }

  /** The same picture where no border is added. */
  public Placement withoutBorder() {
    return new Placement(scaled, Math.max(0, left), Math.max(0, top));
  }

  private static Placement covering(long width, long height, Size input) {
    long most = Integer.MAX_VALUE;
    return centred(
        new Size(
            (int) Math.min(most, Math.max(width, input.width())),
            (int) Math.min(most, Math.max(height, input.height()))),
        input);
  }

  /** The smaller half of a surplus, or of a border, is on the left and above. */
  private static Placement centred(Size scaled, Size input) {
    return new Placement(
        scaled, (scaled.width() - input.width()) / 2, (scaled.height() - input.height()) / 2);
  }
}
