package org.scissionlite.profile;

import org.scissionlite.error.UsageException;

/**
 * A machine that can run slices: its tier and its name, such as device "pi4". The name is part of
 * file names.
 */
public record SystemId(Tier tier, String name) {
  private static final int LONGEST_NAME = 64;

  /**
   * @throws UsageException for a missing tier, or a name that is blank, padded, too long or unfit
   *     for a file name
   */
  public SystemId {
    ProfileChecks.present(tier, "tier");
    ProfileChecks.present(name, "a system's name");
    ProfileChecks.that(
        !name.isBlank() && name.equals(name.strip()),
        () -> "a system's name must not be blank or padded, got '%s'".formatted(name));
    boolean unfit = name.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    ProfileChecks.that(
        name.length() <= LONGEST_NAME && !unfit,
        () ->
            "a system's name has at most %d characters and neither slashes nor line breaks"
                .formatted(LONGEST_NAME));
  }

  @Override
  public String toString() {
    return tier + " '" + name + "'";
  }
}
