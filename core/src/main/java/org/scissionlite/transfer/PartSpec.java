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
public record PartSpec(String name, Map<String, String> options) {
  private static final String ON = "on";
  private static final String OFF = "off";

  public PartSpec {
    options = Map.copyOf(options);
  }

  public static PartSpec parse(String part) {
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
      String key = option.substring(0, equals).strip();
      if (options.put(key, option.substring(equals + 1).strip()) != null) {
        throw new UsageException("transfer layer '%s': %s is given twice".formatted(name, key));
      }
    }
    return new PartSpec(name, options);
  }

  /**
   * A whole number from 1 on.
   *
   * @throws UsageException if the option is none
   */
  public int wholeNumber(String key, int otherwise) {
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
  public PartSpec requireOptions(Set<String> valid) {
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
  public double positive(String key, double otherwise) {
    double value = number(key, otherwise);
    if (value > 0) {
      return value;
    }
    throw expected(key, "a positive number");
  }

  /**
   * A number that is not negative.
   *
   * @throws UsageException if the option is none
   */
  public double notNegative(String key, double otherwise) {
    double value = number(key, otherwise);
    if (value >= 0) {
      return value;
    }
    throw expected(key, "0 or a positive number");
  }

  private double number(String key, double otherwise) {
    String text = options.get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * Whether a part of the layer is on.
   *
   * @throws UsageException if the option is neither "on" nor "off"
   */
  public boolean isOn(String key, boolean otherwise) {
    String text = options.getOrDefault(key, otherwise ? ON : OFF);
    if (text.equals(ON) || text.equals(OFF)) {
      return text.equals(ON);
    }
    throw expected(key, "on or off");
  }

  private UsageException expected(String key, String what) {
    return new UsageException(
        "transfer layer '%s': expected %s to be %s, got '%s'"
            .formatted(name, key, what, options.get(key)));
  }
}
