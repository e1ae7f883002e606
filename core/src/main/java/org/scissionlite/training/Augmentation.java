package org.scissionlite.training;

import org.scissionlite.error.UsageException;

/**
 * How training images are varied, each time anew, so that few images teach more. All of it happens
 * on the input tensor, after the preprocessing.
 *
 * @param flips whether images are mirrored, in each direction by chance
 * @param shift how far an image moves at most, as a share of its side; edges are repeated
 * @param zoom how much an image grows or shrinks at most: 0.1 is 0.9 to 1.1
 * @param rotationDegrees how far an image turns at most
 * @param brightness how much is added to all values at most, in deviations of the image
 * @param contrast how much the deviation changes at most: 0.2 is 0.8 to 1.2
 */
public record Augmentation(
    boolean flips,
    double shift,
    double zoom,
    double rotationDegrees,
    double brightness,
    double contrast) {
  public Augmentation {
    requireShare("shift", shift, 0.5);
    requireShare("zoom", zoom, 0.5);
    requireShare("rotation", rotationDegrees, 180);
    requireShare("brightness", brightness, 3);
    requireShare("contrast", contrast, 0.9);
  }

  private static void requireShare(String what, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new UsageException(
          "augmentation: %s: expected 0 to %s, got %s".formatted(what, most, value));
    }
  }

  /** Images as they are. */
  public static Augmentation none() {
    return new Augmentation(false, 0, 0, 0, 0, 0);
  }

  /**
   * For cameras over a line: the surface has no up or down, the distance varies a little, the light
   * more.
   */
  public static Augmentation inspection() {
    return new Augmentation(true, 0.1, 0.1, 5, 0.3, 0.2);
  }

  /**
   * The same without turns, where boxes are to be found: around what is turned they are another.
   */
  public Augmentation upright() {
    return new Augmentation(flips, shift, zoom, 0, brightness, contrast);
  }

  /** For photographs of the world: no upside down, little else. */
  public static Augmentation gentle() {
    return new Augmentation(false, 0.05, 0.05, 0, 0.1, 0.1);
  }

  public boolean isNone() {
    return equals(none());
  }
}
