package org.scissionlite.input.exif;

/**
 * Which way up a stored picture is: one of the eight values of EXIF's tag 274, from 1 (upright)
 * over 6 (turn it right by 90 degrees, as of a phone that is held upright) to 8.
 *
 * @param exif 1 to 8
 */
public record Orientation(int exif) {
  /** As it is stored. */
  public static final Orientation UPRIGHT = new Orientation(1);

  private static final int RIGHT = 6;
  private static final int LEFT = 8;

  public Orientation {
    if (exif < 1 || exif > LEFT) {
      throw new IllegalArgumentException("an orientation is 1 to 8, got " + exif);
    }
  }

  /** The orientation of a value from a file; upright for one that means nothing. */
  public static Orientation of(int exif) {
    return exif < 1 || exif > LEFT ? UPRIGHT : new Orientation(exif);
  }

  /** Whether rows become columns: a picture of 40 x 30 pixels is 30 x 40 upright. */
  public boolean swapsSides() {
    return exif > 4;
  }

  /** What brings the upright picture back to the stored one. */
  public Orientation inverse() {
    return switch (exif) {
      case RIGHT -> new Orientation(LEFT);
      case LEFT -> new Orientation(RIGHT);
      default -> this;
    };
  }

  /**
   * The upright picture of a stored one.
   *
   * @param rgb three bytes a pixel, row by row
   * @param width of the stored picture
   */
  public byte[] applyTo(byte[] rgb, int width) {
    int height = rgb.length / 3 / width;
    int columns = swapsSides() ? height : width;
    int rows = swapsSides() ? width : height;
    byte[] upright = new byte[rgb.length];
    int next = 0;
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int fromX = swapsSides() ? y : x;
        int fromY = swapsSides() ? x : y;
        int from = 3 * ((isTopDown() ? fromY : height - 1 - fromY) * width);
        from += 3 * (isLeftToRight() ? fromX : width - 1 - fromX);
        upright[next++] = rgb[from];
        upright[next++] = rgb[from + 1];
        upright[next++] = rgb[from + 2];
      }
    }
    return upright;
  }

  /** Whether the upper or left side of the upright picture is stored first. */
  private boolean isTopDown() {
    return exif == 1 || exif == 2 || exif == 5 || exif == LEFT;
  }

  private boolean isLeftToRight() {
    return exif == 1 || exif == 4 || exif == 5 || exif == RIGHT;
  }
}
