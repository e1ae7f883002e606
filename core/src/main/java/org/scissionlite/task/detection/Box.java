package org.scissionlite.task.detection;

/**
 * A box around something, in whatever unit, from the upper left.
 *
 * @param label number of the class, from 0
 * @param score how sure the detector is; 1 in a label
 */
public record Box(int label, double score, double left, double top, double right, double bottom) {
  public double area() {
    return Math.max(0, right - left) * Math.max(0, bottom - top);
  }

  /** The area that two boxes share. */
  public double shared(Box other) {
    double width = Math.min(right, other.right) - Math.max(left, other.left);
    double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    return width > 0 && height > 0 ? width * height : 0;
  }

  /** Intersection over union, 0 to 1; 0 where neither has an area. */
  public double overlap(Box other) {
    double shared = shared(other);
    double union = area() + other.area() - shared;
    return union > 0 ? shared / union : 0;
  }

  /** This box in another unit: {@code left + x * width}, {@code top + y * height}. */
  public Box placed(double originX, double originY, double width, double height) {
    return new Box(
        label,
        score,
        originX + left * width,
        originY + top * height,
        originX + right * width,
        originY + bottom * height);
  }

  /** The part of this box inside (0, 0) to (width, height). */
  public Box clipped(double width, double height) {
    return new Box(
        label,
        score,
        Math.max(0, Math.min(width, left)),
        Math.max(0, Math.min(height, top)),
        Math.max(0, Math.min(width, right)),
        Math.max(0, Math.min(height, bottom)));
  }
}
