package org.scissionlite.profile;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a system stands, from the data outwards. */
public enum Tier {
  DEVICE,
  EDGE,
  CLOUD;

  /** The name in files and on the command line: "device", "edge", "cloud". */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
