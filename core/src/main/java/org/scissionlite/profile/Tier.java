package org.scissionlite.profile;

/** Where a system stands, from the data outwards. */
public enum Tier {
  DEVICE,
  EDGE,
  CLOUD;

  /** The name in files and on the command line: "device", "edge", "cloud". */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
