package org.scissionlite.benchmarks.experiment;

/** A strategy that competes. */
public enum Contender {
  /** The device runs the whole model. */
  DEVICE_ALONE(0, "device alone"),
  /** The picture is sent as it is, 8 bits a channel. */
  EDGE_PIXELS(1, "edge alone, pixels"),
  /** The picture is sent as JPEG. */
  EDGE_JPEG(2, "edge alone, JPEG"),
  /** The picture is sent as WebP. */
  EDGE_WEBP(3, "edge alone, WebP"),
  /** The best cut without a transfer layer. */
  SCISSION(4, "Scission"),
  /** The best cut with the published transfer layer, pooling 2 x 2. */
  SCISSION_TL(5, "ScissionTL"),
  /** What {@code optimise} chooses. */
  OURS(6, "ours"),
  /** What it chooses where the first convolution stays on the device. */
  OURS_DEEP(7, "ours, first convolution on the device");

  private final int style;
  private final String words;

  Contender(int style, String words) {
    this.style = style;
    this.words = words;
  }

  /** Its colour and symbol in pictures, from 0. */
  public int style() {
    return style;
  }

  /** As tables and pictures call it. */
  public String words() {
    return words;
  }

  /** Whether it is held against {@link #OURS}: what a user has without this project. */
  public boolean isRival() {
    return this == DEVICE_ALONE
        || this == EDGE_PIXELS
        || this == EDGE_JPEG
        || this == EDGE_WEBP
        || this == SCISSION;
  }

  /** Whether this project chose it. */
  public boolean isOurs() {
    return this == OURS || this == OURS_DEEP;
  }
}
