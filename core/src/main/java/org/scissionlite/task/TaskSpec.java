package org.scissionlite.task;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scissionlite.error.UsageException;

/**
 * A task in writing: its kind and settings, such as "detection:head=yolo,overlap=0.45".
 *
 * @param kind such as "detection"
 * @param settings by name
 */
record TaskSpec(String kind, Map<String, String> settings) {
  private static final int MOST_LETTERS = 1000;

  TaskSpec {
    settings = new LinkedHashMap<>(settings);
  }

  static TaskSpec parse(String text) {
    if (text.length() > MOST_LETTERS) {
      throw new UsageException(
          "task: expected at most %d letters, got %d".formatted(MOST_LETTERS, text.length()));
    }
    int colon = text.indexOf(':');
    Map<String, String> settings = new LinkedHashMap<>();
    if (colon >= 0) {
      for (String each : text.substring(colon + 1).split(",", -1)) {
        int equals = each.indexOf('=');
        if (equals < 1 || equals == each.length() - 1) {
          throw new UsageException(
              "task '%s': expected NAME=VALUE after the colon, got '%s'".formatted(text, each));
        }
        settings.put(each.substring(0, equals), decoded(each.substring(equals + 1)));
      }
    }
    return new TaskSpec(colon < 0 ? text : text.substring(0, colon), settings);
  }

  /** Names of tensors may hold commas. */
  private static String encoded(String value) {
    return value.replace("%", "%25").replace(",", "%2C");
  }

  private static String decoded(String value) {
    return value.replace("%2C", ",").replace("%25", "%");
  }

  Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  /** One of the values of an enum, in lower case. */
  <T extends Enum<T>> Optional<T> choice(String name, Class<T> type) {
    return setting(name).map(value -> named(name, value, type));
  }

  private static <T extends Enum<T>> T named(String name, String value, Class<T> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> lower(each).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                UsageException.unknownName(
                    "value of the task's setting '%s'".formatted(name),
                    value,
                    Arrays.stream(type.getEnumConstants()).map(TaskSpec::lower).toList()));
  }

  /** A number from 0 to 1. */
  double share(String name, double usual) {
    Optional<String> text = setting(name);
    try {
      double value = text.isEmpty() ? usual : Double.parseDouble(text.get());
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new UsageException(
        "task's setting '%s': expected a number from 0 to 1, got '%s'"
            .formatted(name, text.orElse("")));
  }

  /** A whole number from 0 on. */
  int whole(String name, int usual) {
    String text = setting(name).orElse(String.valueOf(usual));
    if (!text.matches("\\d{1,6}")) {
      throw new UsageException(
          "task's setting '%s': expected a whole number, got '%s'".formatted(name, text));
    }
    return Integer.parseInt(text);
  }

  /** Checks that there are no other settings than these. */
  void requireOnly(Collection<String> known) {
    settings.keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw UsageException.unknownName(
                  "setting of the task '%s'".formatted(kind), name, known);
            });
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return settings.isEmpty()
        ? kind
        : settings.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining(",", kind + ":", ""));
  }
}
