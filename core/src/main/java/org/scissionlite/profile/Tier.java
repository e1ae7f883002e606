package org.scissionlite.profile;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.scissionlite.error.UsageException;

/** Where a system stands, from the data outwards. */
public enum Tier {
  DEVICE,
  EDGE,
  CLOUD;

  /** The names, from the data outwards. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Tier::toString).toList();
  }

  /**
   * The tier of a name.
   *
   * @throws UsageException for an unknown name; lists the valid ones
   */
  public static Tier named(String name) {
    return Arrays.stream(values())
        .filter(tier -> tier.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> UsageException.unknownName("tier", name, names()));
  }

  /** The name in files and on the command line: "device", "edge", "cloud". */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
