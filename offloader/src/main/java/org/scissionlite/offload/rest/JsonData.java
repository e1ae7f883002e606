package org.scissionlite.offload.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Texts;
import org.scissionlite.offload.edge.registry.StatusErrors;

/** The "data" of one tensor, flat or nested, as its raw little-endian bytes. */
final class JsonData {
  private static final int FIRST_BYTES = 1024;
  private static final int LONGEST_ELEMENT = 8;
  private static final BigInteger MOST_UNSIGNED = BigInteger.ONE.shiftLeft(64);

  private final String place;
  private final ElementType type;
  private final long mostBytes;
  private ByteBuffer bytes = ByteBuffer.allocate(FIRST_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  private JsonData(String place, ElementType type, long mostBytes) {
    this.place = place;
    this.type = type;
    this.mostBytes = mostBytes;
  }

  /**
   * Reads the elements.
   *
   * @param place for messages
   * @param mostBytes no tensor has more
   * @param parser stands before the array, which is one, and at its end afterwards
   * @throws StatusRuntimeException INVALID_ARGUMENT for an element that is not of the type
   */
  static ByteString read(String place, ElementType type, long mostBytes, JsonParser parser)
      throws IOException {
    if (type == ElementType.FLOAT16 || type == ElementType.BFLOAT16) {
      throw noForm(place, type);
    }
    JsonData data = new JsonData(place, type, mostBytes);
    parser.nextToken();
    data.elements(parser);
    return UnsafeByteOperations.unsafeWrap(data.bytes.flip());
  }

  private void elements(JsonParser parser) throws IOException {
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        depth++;
      } else if (token == JsonToken.END_ARRAY) {
        depth--;
      } else {
        element(parser, token);
      }
    }
  }

  private void reserve(int needed) {
    if (bytes.remaining() >= needed) {
      return;
    }
    if (bytes.position() >= mostBytes || needed > mostBytes + LONGEST_ELEMENT) {
      throw StatusErrors.invalid(
          "%s: has more than the %d bytes that requests may have here".formatted(place, mostBytes));
    }
    long usual = Math.min(2L * bytes.capacity(), mostBytes + 2 * LONGEST_ELEMENT);
    long wanted = Math.max(usual, (long) bytes.position() + needed);
    int capacity = (int) Math.min(Integer.MAX_VALUE - LONGEST_ELEMENT, wanted);
    bytes = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).put(bytes.flip());
  }

  private void element(JsonParser parser, JsonToken token) throws IOException {
    if (type == ElementType.STRING) {
      text(parser);
      return;
    }
    reserve(LONGEST_ELEMENT);
    switch (type) {
      case BOOL -> bytes.put((byte) (truth(parser, token) ? 1 : 0));
      case FLOAT32 -> {
        float value = (float) number(parser);
        requireFinite(Float.isInfinite(value), parser);
        bytes.putFloat(value);
      }
      case FLOAT64 -> {
        double value = number(parser);
        requireFinite(Double.isInfinite(value), parser);
        bytes.putDouble(value);
      }
      case UINT64 -> bytes.putLong(unsigned(parser));
      case INT64 -> bytes.putLong(integer(parser, Long.MIN_VALUE, Long.MAX_VALUE));
      case INT32 -> bytes.putInt((int) integer(parser, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case UINT32 -> bytes.putInt((int) integer(parser, 0, 0xFFFFFFFFL));
      case INT16 -> bytes.putShort((short) integer(parser, Short.MIN_VALUE, Short.MAX_VALUE));
      case UINT16 -> bytes.putShort((short) integer(parser, 0, 0xFFFF));
      case INT8 -> bytes.put((byte) integer(parser, Byte.MIN_VALUE, Byte.MAX_VALUE));
      case UINT8 -> bytes.put((byte) integer(parser, 0, 0xFF));
      case STRING, FLOAT16, BFLOAT16 -> throw noForm(place, type);
    }
  }

  private void text(JsonParser parser) throws IOException {
    JsonReading.expect(place, "texts", parser, JsonToken.VALUE_STRING);
    ByteBuffer utf8;
    try {
      utf8 = Texts.utf8(parser.getText());
    } catch (ScissionLiteException e) {
      throw StatusErrors.invalid("%s: %s".formatted(place, e.getMessage()));
    }
    reserve(Integer.BYTES + utf8.remaining());
    bytes.putInt(utf8.remaining()).put(utf8);
  }

  private static StatusRuntimeException noForm(String place, ElementType type) {
    return StatusErrors.invalid(
        "%s: %s has no form in JSON; send it as bytes, with \"binary_data_size\" and Inference-Header-Content-Length"
            .formatted(place, type.protocolName()));
  }

  private boolean truth(JsonParser parser, JsonToken token) {
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw JsonReading.unexpected(place, "true or false", parser);
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private double number(JsonParser parser) throws IOException {
    if (parser.currentToken() == null || !parser.currentToken().isNumeric()) {
      throw JsonReading.unexpected(place, "numbers", parser);
    }
    return parser.getDoubleValue();
  }

  private void requireFinite(boolean isInfinite, JsonParser parser) throws IOException {
    if (isInfinite) {
      throw outOfRange(parser);
    }
  }

  private long integer(JsonParser parser, long least, long most) throws IOException {
    JsonReading.expect(place, "integers", parser, JsonToken.VALUE_NUMBER_INT);
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw outOfRange(parser);
    }
    long value = parser.getLongValue();
    if (value < least || value > most) {
      throw outOfRange(parser);
    }
    return value;
  }

  private long unsigned(JsonParser parser) throws IOException {
    JsonReading.expect(place, "integers", parser, JsonToken.VALUE_NUMBER_INT);
    BigInteger value = parser.getBigIntegerValue();
    if (value.signum() < 0 || value.compareTo(MOST_UNSIGNED) >= 0) {
      throw outOfRange(parser);
    }
    return value.longValue();
  }

  private StatusRuntimeException outOfRange(JsonParser parser) throws IOException {
    return StatusErrors.invalid(
        "%s: %s is no %s".formatted(place, parser.getText(), type.protocolName()));
  }
}
