package org.scissionlite.offload.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.scissionlite.offload.edge.inference.InferenceCall;
import org.scissionlite.offload.edge.registry.StatusErrors;
import org.scissionlite.protocol.InferParameter;
import org.scissionlite.protocol.ModelInferRequest;

/** Turns a body into a request; nothing that is not the protocol's passes. */
final class RequestParser {
  private static final String BINARY_DATA = "binary_data";
  private static final String BINARY_OUTPUT = "binary_data_output";

  private final InferenceBody body;
  private final ModelInferRequest.Builder message;
  private final TensorParser tensors;
  private final Set<String> binary = new HashSet<>();
  private final Set<String> text = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private boolean isBinary;

  private RequestParser(InferenceBody body, InferenceCall.Target target, long mostBytes) {
    this.body = body;
    this.message =
        ModelInferRequest.newBuilder()
            .setModelName(target.model())
            .setModelVersion(target.version());
    this.tensors = new TensorParser(body, mostBytes);
  }

  /**
   * Reads a request.
   *
   * @param target from the path
   * @param mostBytes no request has tensors of more
   * @throws StatusRuntimeException INVALID_ARGUMENT with the place, the expected and the found
   */
  static InferenceRequest parse(InferenceBody body, InferenceCall.Target target, long mostBytes) {
    RequestParser parser = new RequestParser(body, target, mostBytes);
    try {
      parser.read();
    } catch (JsonProcessingException e) {
      throw StatusErrors.invalid("the body is no JSON that is taken: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw StatusErrors.invalid("the body cannot be read: " + e.getMessage());
    }
    return new InferenceRequest(
        parser.message.build(), parser.isBinary, parser.binary, parser.text);
  }

  private void read() throws IOException {
    try (JsonParser parser = JsonReading.FACTORY.createParser(body.bytes(), 0, body.jsonBytes())) {
      parser.nextToken();
      JsonReading.object("the body", parser, this::field);
      if (parser.nextToken() != null) {
        throw JsonReading.unexpected("the body", "nothing behind the object", parser);
      }
    }
    if (!seen.contains("inputs")) {
      throw StatusErrors.invalid("the body: expected \"inputs\", which is missing");
    }
    tensors.requireAllTaken();
  }

  private void field(String name, JsonParser parser) throws IOException {
    if (!seen.add(name)) {
      throw StatusErrors.invalid("\"%s\" is there more than once".formatted(name));
    }
    switch (name) {
      case "id" -> message.setId(JsonReading.text("\"id\"", parser));
      case "parameters" -> JsonReading.object("\"parameters\"", parser, this::parameter);
      case "inputs" -> JsonReading.array("\"inputs\"", parser, each -> tensors.read(each, message));
      case "outputs" -> JsonReading.array("\"outputs\"", parser, this::output);
      default -> parser.skipChildren();
    }
    if (seen.size() > JsonReading.MOST_ITEMS) {
      throw StatusErrors.invalid("the body has too many fields");
    }
  }

  private void parameter(String name, JsonParser parser) throws IOException {
    InferParameter value = JsonReading.parameter("parameter '%s'".formatted(name), parser);
    if (name.equals(BINARY_OUTPUT)) {
      isBinary = truth(BINARY_OUTPUT, parser);
    } else if (message.getParametersCount() < JsonReading.MOST_ITEMS) {
      message.putParameters(name, value);
    } else {
      throw StatusErrors.invalid("\"parameters\" has too many fields");
    }
  }

  private static boolean truth(String name, JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw JsonReading.unexpected("parameter '%s'".formatted(name), "true or false", parser);
    }
    return parser.getBooleanValue();
  }

  private void output(JsonParser output) throws IOException {
    String[] name = {""};
    Boolean[] wanted = {null};
    JsonReading.object(
        "an output",
        output,
        (field, parser) -> {
          switch (field) {
            case "name" -> name[0] = JsonReading.text("an output's \"name\"", parser);
            case "parameters" ->
                JsonReading.object(
                    "an output's \"parameters\"",
                    parser,
                    (parameter, value) -> {
                      if (parameter.equals(BINARY_DATA)) {
                        wanted[0] = truth(BINARY_DATA, value);
                      } else {
                        value.skipChildren();
                      }
                    });
            default -> parser.skipChildren();
          }
        });
    message.addOutputsBuilder().setName(name[0]);
    if (wanted[0] != null) {
      (wanted[0] ? binary : text).add(name[0]);
    }
  }
}
