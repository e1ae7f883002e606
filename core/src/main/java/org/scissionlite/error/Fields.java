package org.scissionlite.error;

import java.util.List;
import java.util.Objects;

/** Checks of what a file's records must hold; the error names the field. */
public final class Fields {
  private Fields() {}

  /**
   * The value.
   *
   * @throws UsageException if it is null
   */
  public static <T> T present(T value, String field) {
    if (value == null) {
      throw new UsageException("'%s' is missing".formatted(field));
    }
    return value;
  }

  /**
   * An unchangeable copy of a list.
   *
   * @throws UsageException if it is null or holds a null
   */
  public static <T> List<T> listed(List<T> values, String field) {
    if (present(values, field).stream().anyMatch(Objects::isNull)) {
      throw new UsageException("'%s' holds a null".formatted(field));
    }
    return List.copyOf(values);
  }
}
