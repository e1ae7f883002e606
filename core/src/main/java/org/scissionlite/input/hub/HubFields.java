package org.scissionlite.input.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.error.UsageException;

/**
 * The fields of an object in a hub's file, which may be there or not.
 *
 * @param place of the object, for messages, such as "preprocessor_config.json"
 * @param object in JSON
 */
record HubFields(String place, JsonNode object) {
  private static final int LONGEST = 60;

  /** Whether there is a field, and it is not null. */
  boolean has(String field) {
    return object.hasNonNull(field);
  }

  boolean flag(String field, boolean usual) {
    if (!has(field)) {
      return usual;
    }
    if (!object.get(field).isBoolean()) {
      throw problem(field, "true or false");
    }
    return object.get(field).booleanValue();
  }

  double number(String field, double usual) {
    if (!has(field)) {
      return usual;
    }
    if (!object.get(field).isNumber()) {
      throw problem(field, "a number");
    }
    return object.get(field).doubleValue();
  }

  /** A number for each channel; empty where there is no such field. */
  List<Double> numbers(String field) {
    List<Double> values = new ArrayList<>();
    if (has(field)) {
      JsonNode list = object.get(field);
      boolean usable = list.isArray() && (list.size() == 1 || list.size() == 3);
      list.forEach(value -> values.add(value.isNumber() ? value.doubleValue() : Double.NaN));
      if (!usable || values.stream().anyMatch(value -> value.isNaN())) {
        throw problem(field, "a list of 1 or 3 numbers");
      }
    }
    return values;
  }

  /** The text of a field, or a default where there is none. */
  String text(String field, String usual) {
    if (!has(field)) {
      return usual;
    }
    if (!object.get(field).isTextual()) {
      throw problem(field, "a text");
    }
    return object.get(field).textValue();
  }

  /** A whole number of pixels in an object's field; 0 where there is none. */
  int pixels(String field) {
    if (!has(field)) {
      return 0;
    }
    JsonNode value = object.get(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
      throw problem(field, "a number of pixels");
    }
    return value.intValue();
  }

  /** The fields of a field that is an object itself. */
  HubFields inside(String field) {
    return new HubFields("%s, field '%s'".formatted(place, field), object.get(field));
  }

  UsageException problem(String field, String expected) {
    return new UsageException(
        "%s: field '%s': expected %s, got %s"
            .formatted(place, field, expected, shown(object.get(field))));
  }

  static String shown(JsonNode value) {
    String text = String.valueOf(value).replaceAll("\\s+", " ");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
