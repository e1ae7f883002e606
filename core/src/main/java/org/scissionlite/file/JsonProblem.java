package org.scissionlite.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;

/** What is wrong with a JSON text, in the words of who wrote it: field, expected, found. */
final class JsonProblem {
  private static final Pattern MISSING =
      Pattern.compile("^Missing (?:required )?creator property '([^']+)'");
  private static final int MOST_CHARACTERS = 60;

  private JsonProblem() {}

  static String of(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      List<String> known = unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
      return UsageException.unknownName("field", path(unknown), known).getMessage();
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return inField(mapping);
    }
    String problem = problem(e);
    return e.getLocation() == null
        ? problem
        : "line %d: %s".formatted(e.getLocation().getLineNr(), problem);
  }

  /** Whether a field is missing that a value needs. */
  static boolean isMissing(JsonProcessingException e) {
    return MISSING.matcher(e.getOriginalMessage()).find();
  }

  private static String inField(JsonMappingException e) {
    Matcher missing = MISSING.matcher(e.getOriginalMessage());
    String field = path(e);
    if (missing.find()) {
      return "field '%s' is missing".formatted(within(field, missing.group(1)));
    }
    return "field '%s': %s".formatted(field, problem(e));
  }

  /** Jackson names the missing field itself as the last part of the way, or leaves it out. */
  private static String within(String path, String field) {
    return path.equals(field) || path.endsWith("." + field) ? path : path + "." + field;
  }

  private static String problem(JsonProcessingException e) {
    if (e.getCause() instanceof ScissionLiteException ours) {
      return ours.getMessage();
    }
    if (e instanceof InvalidFormatException wrong && wrong.getTargetType().isEnum()) {
      List<String> valid =
          Arrays.stream(wrong.getTargetType().getEnumConstants()).map(String::valueOf).toList();
      return UsageException.unknownName("value", String.valueOf(wrong.getValue()), valid)
          .getMessage();
    }
    Matcher missing = MISSING.matcher(e.getOriginalMessage());
    if (missing.find()) {
      return "field '%s' is missing".formatted(missing.group(1));
    }
    if (e instanceof MismatchedInputException wrong && wrong.getTargetType() != null) {
      return "expected %s, got %s".formatted(words(wrong.getTargetType()), found(wrong));
    }
    return syntax(e);
  }

  /** The parser's own words, without places in its source and settings. */
  private static String syntax(JsonProcessingException e) {
    String line = e.getOriginalMessage().lines().findFirst().orElse("no JSON");
    return line.replaceAll(" ?\\(start marker at [^)]*\\)?.*$", "")
        .replaceAll("( \\(index \\d+\\))?(;|: enable) `(Deserialization|JsonRead)Feature.*", "")
        .replaceAll(", from `[^`]*`", "");
  }

  private static String words(Class<?> type) {
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return type == boolean.class ? "true or false" : "a number";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type.isEnum()) {
      return "one of "
          + String.join(", ", Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList());
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object with fields";
  }

  private static String found(MismatchedInputException e) {
    if (e instanceof InvalidFormatException wrong) {
      return quoted(String.valueOf(wrong.getValue()));
    }
    if (!(e.getProcessor() instanceof JsonParser parser) || parser.currentToken() == null) {
      return "the end of the file";
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT, FIELD_NAME, END_OBJECT -> "an object with fields";
      case START_ARRAY, END_ARRAY -> "a list";
      case VALUE_NULL -> "null";
      default -> text(parser);
    };
  }

  private static String text(JsonParser parser) {
    try {
      return quoted(parser.getText());
    } catch (IOException e) {
      return "another value";
    }
  }

  private static String quoted(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= MOST_CHARACTERS
        ? "'" + line + "'"
        : "'" + line.substring(0, MOST_CHARACTERS) + "...'";
  }

  /** Where in the file a value stands, such as "blocks[3].execution". */
  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference part : e.getPath()) {
      if (part.getFieldName() == null) {
        path.append('[').append(part.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(part.getFieldName());
      }
    }
    return path.toString();
  }
}
