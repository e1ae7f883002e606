package org.scissionlite.transfer;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.scissionlite.error.UsageException;

/**
 * One part of a transfer layer's spec: a name and its options, such as "transform:step=0.35".
 *
 * <p>Grammar: {@code PART := NAME (':' KEY '=' VALUE (',' KEY '=' VALUE)*)?}
 */
record PartSpec(String name, Map<String, String> options) {
  PartSpec {
    options = Map.copyOf(options);
  }

  static PartSpec parse(String part) {
    int colon = part.indexOf(':');
    if (colon < 0) {
      return new PartSpec(part.strip(), Map.of());
    }
    String name = part.substring(0, colon).strip();
    Map<String, String> options = new TreeMap<>();
    for (String option : part.substring(colon + 1).split(",", -1)) {
      int equals = option.indexOf('=');
      if (equals < 1) {
        throw new UsageException(
            "transfer layer '%s': expected KEY=VALUE, got '%s'".formatted(name, option));
      }
      options.put(option.substring(0, equals).strip(), option.substring(equals + 1).strip());
    }
    return new PartSpec(name, options);
  }

  /**
   * A whole number from 1 on.
   *
   * @throws UsageException if the option is none
   */
  int wholeNumber(String key, int otherwise) {
    double value = positive(key, otherwise);
    if (value != Math.rint(value) || value > Integer.MAX_VALUE) {
      throw new UsageException(
          "transfer layer '%s': expected %s to be a whole number, got '%s'"
              .formatted(name, key, options.get(key)));
    }
    return (int) value;
  }

  /**
   * This part, if it has no other options than these.
   *
   * @throws UsageException for another one; lists the valid ones
   */
  PartSpec requireOptions(Set<String> valid) {
    for (String key : options.keySet()) {
      if (valid.isEmpty()) {
        throw new UsageException(
            "transfer layer '%s' has no options, got '%s'".formatted(name, key));
      }
      if (!valid.contains(key)) {
        throw UsageException.unknownName("option of '%s'".formatted(name), key, valid);
      }
    }
    return this;
  }

  /**
   * A positive number.
   *
   * @throws UsageException if the option is none
   */
  double positive(String key, double otherwise) {
    String text = options.get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(text);
      if (value > 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw notPositive(key, text, e);
    }
    throw notPositive(key, text, null);
  }

  private UsageException notPositive(String key, String text, Throwable cause) {
    return new UsageException(
        "transfer layer '%s': expected %s to be a positive number, got '%s'"
            .formatted(name, key, text),
        cause);
  }
}
