package org.scissionlite.input.fit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import org.scissionlite.error.UsageException;

/**
 * How a picture is brought to the size of a model's input.
 *
 * @param kind what is done
 * @param share of the scaled picture's shorter side that CENTER_CROP keeps, above 0 and at most 1
 * @param border level of LETTERBOX's border, 0 to 255
 * @param interpolation between the pixels
 * @param orientation whether a photograph is turned upright first
 */
public record Fit(
    Kind kind, double share, int border, Interpolation interpolation, Exif orientation) {
  /** What is done with the size. */
  public enum Kind {
    /**
     * An image of 1 to 8/7 times the input's size is cropped at its centre; any other is first
     * scaled until its shorter side is 8/7 of the input's (256 for 224). One of less than a quarter
     * of the input's size is refused.
     */
    CROP,
    /** Both sides are scaled to the input's. */
    STRETCH,
    /**
     * The shorter side is scaled to the input's divided by the share (256 for 224 and 0.875), then
     * the centre is cut out.
     */
    CENTER_CROP,
    /** The longer side is scaled to the input's; a border on both sides fills the rest. */
    LETTERBOX
  }

  /** What is done with photographs that were taken with the camera turned. */
  public enum Exif {
    /** They are turned upright, as their EXIF data say. */
    APPLIED,
    /** They are taken as they are stored. */
    IGNORED
  }

  public static final Fit CROP = usual(Kind.CROP);
  public static final Fit STRETCH = usual(Kind.STRETCH);
  public static final Fit CENTER_CROP = usual(Kind.CENTER_CROP);
  public static final Fit LETTERBOX = usual(Kind.LETTERBOX);

  private static final double USUAL_SHARE = 0.875;
  private static final int USUAL_BORDER = 114;
  private static final int WHITE = 255;

  public Fit {
    if (!(share > 0 && share <= 1)) {
      throw new UsageException("'share': expected above 0 and at most 1, got " + share);
    }
    if (border < 0 || border > WHITE) {
      throw new UsageException("'border': expected 0 to %d, got %d".formatted(WHITE, border));
    }
  }

  /** A kind with everything else as it usually is. */
  public static Fit usual(Kind kind) {
    return new Fit(kind, USUAL_SHARE, USUAL_BORDER, Interpolation.BILINEAR, Exif.APPLIED);
  }

  /**
   * Reads what {@link #toJson} writes.
   *
   * @throws UsageException if it is something else; names the field
   */
  @JsonCreator
  static Fit fromJson(JsonNode json) {
    return FitJson.read(json);
  }

  /** The kind's name where all else is usual, else an object with what is not. */
  @JsonValue
  Object toJson() {
    return FitJson.of(this);
  }

  /** This fit with another share of CENTER_CROP. */
  public Fit withShare(double newShare) {
    return new Fit(kind, newShare, border, interpolation, orientation);
  }

  /** This fit with another level of LETTERBOX's border. */
  public Fit withBorder(int newBorder) {
    return new Fit(kind, share, newBorder, interpolation, orientation);
  }

  /** This fit with another interpolation. */
  public Fit with(Interpolation newInterpolation) {
    return new Fit(kind, share, border, newInterpolation, orientation);
  }

  /** This fit with another use of the orientation. */
  public Fit with(Exif newOrientation) {
    return new Fit(kind, share, border, interpolation, newOrientation);
  }

  /**
   * Where a picture lies in a model's input.
   *
   * @throws UsageException if the picture is much too small for {@link Kind#CROP}
   */
  public Placement place(Size picture, Size input) {
    return switch (kind) {
      case CROP -> Placement.cropped(picture, input);
      case STRETCH -> Placement.stretched(input);
      case CENTER_CROP -> Placement.centerCropped(picture, input, share);
      case LETTERBOX -> Placement.letterboxed(picture, input);
    };
  }

  /** As it stands in a file. */
  @Override
  public String toString() {
    return String.valueOf(toJson());
  }
}
