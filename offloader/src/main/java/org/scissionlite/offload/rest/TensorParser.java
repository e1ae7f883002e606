package org.scissionlite.offload.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.offload.edge.registry.StatusErrors;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferRequest.InferInputTensor;

/** Reads the inputs of a request, one after the other, with their bytes behind the JSON. */
final class TensorParser {
  private static final String BINARY_SIZE = "binary_data_size";

  private final InferenceBody body;
  private final long mostBytes;
  private int taken;

  TensorParser(InferenceBody body, long mostBytes) {
    this.body = body;
    this.mostBytes = mostBytes;
  }

  /** What one input says. */
  private static final class Declared {
    private final InferInputTensor.Builder tensor = InferInputTensor.newBuilder();
    private long dataAt = -1;
    private boolean hasData;
    private long binaryBytes = -1;

    private String place() {
      return "input '%s'".formatted(tensor.getName());
    }
  }

  /** Adds one input, with its contents, to a message. */
  void read(JsonParser input, ModelInferRequest.Builder message) throws IOException {
    Declared declared = new Declared();
    JsonReading.object("an input", input, (name, parser) -> field(declared, name, parser));
    message.addInputs(declared.tensor);
    message.addRawInputContents(contents(declared));
  }

  /** The data may stand before its datatype: where it is, is remembered. */
  private static void field(Declared declared, String name, JsonParser parser) throws IOException {
    switch (name) {
      case "name" -> declared.tensor.setName(JsonReading.text("an input's \"name\"", parser));
      case "datatype" ->
          declared.tensor.setDatatype(JsonReading.text("an input's \"datatype\"", parser));
      case "shape" -> {
        declared.tensor.clearShape();
        declared.tensor.addAllShape(JsonReading.integers("an input's \"shape\"", parser));
      }
      case "data" -> {
        JsonReading.expect("\"data\"", "an array", parser, JsonToken.START_ARRAY);
        declared.hasData = true;
        declared.dataAt = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
      }
      case "parameters" ->
          JsonReading.object(
              "an input's \"parameters\"",
              parser,
              (key, value) -> {
                if (key.equals(BINARY_SIZE)) {
                  JsonReading.expect(BINARY_SIZE, "an integer", value, JsonToken.VALUE_NUMBER_INT);
                  declared.binaryBytes = value.getLongValue();
                } else {
                  value.skipChildren();
                }
              });
      default -> parser.skipChildren();
    }
  }

  private ByteString contents(Declared declared) throws IOException {
    boolean isBinary = declared.binaryBytes >= 0;
    if (isBinary == declared.hasData) {
      throw StatusErrors.invalid(
          "%s: expected either \"data\" or the parameter \"%s\", got %s"
              .formatted(declared.place(), BINARY_SIZE, isBinary ? "both" : "neither"));
    }
    return isBinary ? binary(declared) : json(declared);
  }

  private ByteString binary(Declared declared) {
    int left = body.binaryBytes() - taken;
    if (declared.binaryBytes > left) {
      throw StatusErrors.invalid(
          "%s: expected %d bytes behind the JSON, got %d"
              .formatted(declared.place(), declared.binaryBytes, left));
    }
    int size = (int) declared.binaryBytes;
    ByteString bytes =
        UnsafeByteOperations.unsafeWrap(body.bytes(), body.jsonBytes() + taken, size);
    taken += size;
    return bytes;
  }

  private ByteString json(Declared declared) throws IOException {
    if (declared.dataAt < 0) {
      throw StatusErrors.invalid("the body: expected UTF-8, got another encoding");
    }
    int at = (int) declared.dataAt;
    try (JsonParser parser =
        JsonReading.FACTORY.createParser(body.bytes(), at, body.jsonBytes() - at)) {
      return JsonData.read(declared.place(), type(declared), mostBytes, parser);
    }
  }

  private static ElementType type(Declared declared) {
    try {
      return ElementType.ofProtocolName(declared.tensor.getDatatype());
    } catch (ScissionLiteException e) {
      throw StatusErrors.invalid("%s: %s".formatted(declared.place(), e.getMessage()));
    }
  }

  /** Bytes that belong to no input are a mistake. */
  void requireAllTaken() {
    if (taken != body.binaryBytes()) {
      throw StatusErrors.invalid(
          "expected %d bytes behind the JSON, got %d".formatted(taken, body.binaryBytes()));
    }
  }
}
