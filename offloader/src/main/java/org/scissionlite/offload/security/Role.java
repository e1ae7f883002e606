package org.scissionlite.offload.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.scissionlite.error.UsageException;

/** What a caller may do. */
public enum Role {
  /** Ask for answers, and fetch bundles: what a device does. */
  INFER,
  /** Load and unload bundles, see what there is, and have models measured. */
  MANAGE,
  /** Read how the edge is doing. */
  METRICS;

  /** The role of a name. */
  static Role of(String name) {
    return Arrays.stream(values())
        .filter(role -> role.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> UsageException.unknownName("role", name, names()));
  }

  private static List<String> names() {
    return Arrays.stream(values()).map(Role::toString).toList();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
