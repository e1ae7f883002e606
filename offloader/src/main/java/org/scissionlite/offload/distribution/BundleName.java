package org.scissionlite.offload.distribution;

import java.util.regex.Pattern;
import org.scissionlite.error.UsageException;

/**
 * The name under which an edge offers a bundle; also that of a folder in a device's cache.
 *
 * @param text letters, digits, ".", "_", "+", "-", at most 80 of them, not beginning with "."
 */
public record BundleName(String text) {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_+-][A-Za-z0-9._+-]{0,79}");

  public BundleName {
    if (!VALID.matcher(text).matches()) {
      throw new UsageException(
          "'%s' is no name of a bundle on an edge: expected up to 80 letters, digits, '.', '_', '+' or '-', and no '.' in front"
              .formatted(text));
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
