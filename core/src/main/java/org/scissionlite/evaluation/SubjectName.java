package org.scissionlite.evaluation;

/**
 * How a subject is named in reports and charts.
 *
 * @param kind what it is
 * @param name such as "conv_dw_6.pool2+q8" or "WebP"
 * @param quality of the picture's encoder, 1 to 100; 0 where there is none
 */
public record SubjectName(Kind kind, String name, int quality) {
  /** What can be put to the test. */
  public enum Kind {
    /** The model as it is: what the others are compared with. */
    UNCUT,
    /** Device slice, codec and edge slice of a bundle. */
    SLICES,
    /** The picture is sent, compressed, and the whole model runs on the edge. */
    PICTURE
  }

  static SubjectName uncut() {
    return new SubjectName(Kind.UNCUT, "uncut model", 0);
  }

  @Override
  public String toString() {
    return quality == 0 ? name : name + " quality " + quality;
  }
}
