package org.scissionlite.profile;

import java.util.function.Supplier;
import org.scissionlite.error.UsageException;

/** The checks of the profile's records: each says the field, the expected and the found. */
public final class ProfileChecks {
  private ProfileChecks() {}

  public static <T> T present(T value, String field) {
    if (value == null) {
      throw new UsageException(field + " is missing");
    }
    return value;
  }

  public static void atLeast(long least, long value, String field) {
    if (value < least) {
      throw new UsageException("%s: expected at least %d, got %d".formatted(field, least, value));
    }
  }

  public static void that(boolean holds, Supplier<String> message) {
    if (!holds) {
      throw new UsageException(message.get());
    }
  }
}
