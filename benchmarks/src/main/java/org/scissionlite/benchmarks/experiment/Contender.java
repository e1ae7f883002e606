package org.scissionlite.benchmarks.experiment;

/** A strategy that competes. */
public enum Contender {
  /** The device runs the whole model. */
  DEVICE_ALONE("device alone"),
  /** The picture is sent as it is, 8 bits a channel. */
  EDGE_PIXELS("edge alone, pixels"),
  /** The picture is sent as JPEG. */
  EDGE_JPEG("edge alone, JPEG"),
  /** The picture is sent as WebP. */
  EDGE_WEBP("edge alone, WebP"),
  /** The best cut without a transfer layer. */
  SCISSION("Scission"),
  /** The best cut with the published transfer layer, pooling 2 x 2. */
  SCISSION_TL("ScissionTL"),
  /** What {@code optimise} chooses. */
  OURS("ours"),
  /** What it chooses where the first convolution stays on the device. */
  OURS_DEEP("ours, first convolution on the device");

  private final String words;

  Contender(String words) {
    this.words = words;
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
}
