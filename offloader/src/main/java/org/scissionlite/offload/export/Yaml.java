package org.scissionlite.offload.export;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes maps, lists, texts, numbers and truth values as YAML. */
final class Yaml {
  /** Texts that no reader takes for something else. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*");

  private static final Pattern WORD_OF_YAML =
      Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n");

  private Yaml() {}

  /** A document of these keys, in their order. */
  static String document(Map<String, ?> map) {
    StringBuilder text = new StringBuilder();
    entries(map, "", text);
    return text.toString();
  }

  private static void entries(Map<?, ?> map, String indent, StringBuilder text) {
    map.forEach(
        (key, value) -> {
          text.append(indent).append(scalar(key)).append(':');
          value(value, indent + "  ", text);
        });
  }

  private static void value(Object value, String indent, StringBuilder text) {
    if (value instanceof Map<?, ?> map) {
      text.append(map.isEmpty() ? " {}\n" : "\n");
      entries(map, indent, text);
    } else if (value instanceof List<?> list) {
      text.append(list.isEmpty() ? " []\n" : "\n");
      list.forEach(each -> item(each, indent, text));
    } else {
      text.append(' ').append(scalar(value)).append('\n');
    }
  }

  /** The first key of a map stands behind the dash, the others below it. */
  private static void item(Object item, String indent, StringBuilder text) {
    if (item instanceof Map<?, ?> map) {
      StringBuilder below = new StringBuilder();
      entries(map, indent + "  ", below);
      text.append(indent).append("- ").append(below.substring(indent.length() + 2));
    } else {
      text.append(indent).append("- ").append(scalar(item)).append('\n');
    }
  }

  private static String scalar(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    String text = value.toString();
    boolean plain = PLAIN.matcher(text).matches() && !WORD_OF_YAML.matcher(text).matches();
    return plain ? text : quoted(text);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
