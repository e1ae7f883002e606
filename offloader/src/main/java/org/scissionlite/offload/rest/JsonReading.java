package org.scissionlite.offload.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.offload.edge.registry.StatusErrors;
import org.scissionlite.protocol.InferParameter;

/** Reads the parts of JSON that the protocol is made of; what is not expected is refused. */
final class JsonReading {
  /** No model has as many inputs, outputs, dimensions or parameters. */
  static final int MOST_ITEMS = 256;

  private static final int DEPTH = 64;
  private static final int TEXT_CHARACTERS = 100_000;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxStringLength(TEXT_CHARACTERS)
                  .maxNameLength(TEXT_CHARACTERS)
                  .build())
          .build();

  private JsonReading() {}

  /** Takes the value of one field; the parser stands on it, and at its end afterwards. */
  interface Field {
    void read(String name, JsonParser parser) throws IOException;
  }

  static void object(String place, JsonParser parser, Field field) throws IOException {
    expect(place, "an object", parser, JsonToken.START_OBJECT);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      field.read(name, parser);
    }
  }

  /** Takes one element; the parser stands on it, and at its end afterwards. */
  interface Element {
    void read(JsonParser parser) throws IOException;
  }

  static void array(String place, JsonParser parser, Element element) throws IOException {
    expect(place, "an array", parser, JsonToken.START_ARRAY);
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (++count > MOST_ITEMS) {
        throw StatusErrors.invalid(
            "%s: expected at most %d elements, got more".formatted(place, MOST_ITEMS));
      }
      element.read(parser);
    }
  }

  static String text(String place, JsonParser parser) throws IOException {
    expect(place, "a text", parser, JsonToken.VALUE_STRING);
    return parser.getText();
  }

  static List<Long> integers(String place, JsonParser parser) throws IOException {
    List<Long> values = new ArrayList<>();
    array(
        place,
        parser,
        each -> {
          expect(place, "integers", each, JsonToken.VALUE_NUMBER_INT);
          values.add(each.getLongValue());
        });
    return values;
  }

  /** A parameter: a text, a number or a truth. */
  static InferParameter parameter(String place, JsonParser parser) throws IOException {
    InferParameter.Builder value = InferParameter.newBuilder();
    switch (parser.currentToken()) {
      case VALUE_STRING -> value.setStringParam(parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> value.setBoolParam(parser.getBooleanValue());
      case VALUE_NUMBER_INT -> value.setInt64Param(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> value.setDoubleParam(parser.getDoubleValue());
      default -> throw unexpected(place, "a text, a number, true or false", parser);
    }
    return value.build();
  }

  static void expect(String place, String what, JsonParser parser, JsonToken token) {
    if (parser.currentToken() != token) {
      throw unexpected(place, what, parser);
    }
  }

  static StatusRuntimeException unexpected(String place, String what, JsonParser parser) {
    JsonToken found = parser.currentToken();
    String seen =
        found == null
            ? "the end"
            : switch (found) {
              case START_OBJECT -> "an object";
              case START_ARRAY -> "an array";
              case VALUE_STRING -> "a text";
              case VALUE_NUMBER_INT -> "an integer";
              case VALUE_NUMBER_FLOAT -> "a number";
              case VALUE_TRUE, VALUE_FALSE -> "true or false";
              case VALUE_NULL -> "null";
              default -> "the end of something";
            };
    return StatusErrors.invalid("%s: expected %s, got %s".formatted(place, what, seen));
  }
}
