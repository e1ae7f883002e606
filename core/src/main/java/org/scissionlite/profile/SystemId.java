package org.scissionlite.profile;

import org.scissionlite.error.UsageException;

/** A machine that can run slices: its tier and its name, such as device "pi4". */
public record SystemId(Tier tier, String name) {
  public SystemId {
    if (name.isBlank() || !name.equals(name.strip())) {
      throw new UsageException("a system's name must not be blank or padded, got '" + name + "'");
    }
  }

  @Override
  public String toString() {
    return tier + " '" + name + "'";
  }
}
