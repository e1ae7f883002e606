package org.scissionlite.cli.conformance;

import com.google.protobuf.ByteString;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.scissionlite.protocol.InferTensorContents;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferRequest.InferInputTensor;
import org.scissionlite.protocol.ModelMetadataResponse;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;

/**
 * A request that a model should answer: zeros, sizes that it leaves open being 1.
 *
 * @param model as its server describes it
 * @param text stands in each place of its inputs of texts
 */
record Sample(ModelMetadataResponse model, String text) {
  private static final String TEXTS = "BYTES";

  /** Bytes of an element; those of BYTES are empty texts, of which only the length is sent. */
  static final Map<String, Integer> TYPES = new LinkedHashMap<>();

  static {
    for (String type : List.of("BOOL", "UINT8", "INT8")) {
      TYPES.put(type, 1);
    }
    for (String type : List.of("UINT16", "INT16", "FP16")) {
      TYPES.put(type, 2);
    }
    for (String type : List.of("UINT32", "INT32", "FP32", "BYTES")) {
      TYPES.put(type, 4);
    }
    for (String type : List.of("UINT64", "INT64", "FP64")) {
      TYPES.put(type, 8);
    }
  }

  /** With empty texts. */
  Sample(ModelMetadataResponse model) {
    this(model, "");
  }

  /** With texts that have more bytes than letters. */
  Sample withTexts() {
    return new Sample(model, "gr\u00fcn");
  }

  /** Whether an input is of texts. */
  boolean hasTexts() {
    return model.getInputsList().stream().anyMatch(Sample::isOfTexts);
  }

  static boolean isOfTexts(TensorMetadata tensor) {
    return tensor.getDatatype().equals(TEXTS);
  }

  TensorMetadata first() {
    return model.getInputs(0);
  }

  static List<Long> shape(TensorMetadata input) {
    return input.getShapeList().stream().map(dim -> dim < 0 ? 1L : dim).toList();
  }

  static int elements(TensorMetadata input) {
    return (int) shape(input).stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
  }

  static int bytes(TensorMetadata input) {
    return Math.multiplyExact(elements(input), TYPES.getOrDefault(input.getDatatype(), 1));
  }

  /** Inputs without contents. */
  ModelInferRequest.Builder declared() {
    ModelInferRequest.Builder request =
        ModelInferRequest.newBuilder().setModelName(model.getName()).setId("conformance-1");
    for (TensorMetadata input : model.getInputsList()) {
      request.addInputs(
          InferInputTensor.newBuilder()
              .setName(input.getName())
              .setDatatype(input.getDatatype())
              .addAllShape(shape(input)));
    }
    return request;
  }

  /** Raw contents. */
  ModelInferRequest.Builder raw() {
    ModelInferRequest.Builder request = declared();
    model.getInputsList().forEach(input -> request.addRawInputContents(raw(input)));
    return request;
  }

  /** The length of a text stands in front of it. */
  private ByteString raw(TensorMetadata input) {
    if (!isOfTexts(input)) {
      return ByteString.copyFrom(new byte[bytes(input)]);
    }
    ByteString utf8 = ByteString.copyFromUtf8(text);
    byte[] length = {(byte) utf8.size(), 0, 0, 0};
    ByteString one = ByteString.copyFrom(length).concat(utf8);
    return ByteString.copyFrom(Collections.nCopies(elements(input), one));
  }

  /** Whether the elements have a form beside raw contents. */
  boolean hasElements() {
    return model.getInputsList().stream().noneMatch(input -> input.getDatatype().equals("FP16"));
  }

  /** Contents element by element. */
  ModelInferRequest.Builder typed() {
    ModelInferRequest.Builder request = declared();
    for (int i = 0; i < request.getInputsCount(); i++) {
      request.getInputsBuilder(i).setContents(contents(model.getInputs(i)));
    }
    return request;
  }

  private InferTensorContents contents(TensorMetadata input) {
    int count = elements(input);
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    return switch (input.getDatatype()) {
      case "BOOL" -> contents.addAllBoolContents(Collections.nCopies(count, false)).build();
      case "INT64" -> contents.addAllInt64Contents(Collections.nCopies(count, 0L)).build();
      case "UINT64" -> contents.addAllUint64Contents(Collections.nCopies(count, 0L)).build();
      case "FP32" -> contents.addAllFp32Contents(Collections.nCopies(count, 0f)).build();
      case "FP64" -> contents.addAllFp64Contents(Collections.nCopies(count, 0d)).build();
      case TEXTS ->
          contents
              .addAllBytesContents(Collections.nCopies(count, ByteString.copyFromUtf8(text)))
              .build();
      case "UINT8", "UINT16", "UINT32" ->
          contents.addAllUintContents(Collections.nCopies(count, 0)).build();
      default -> contents.addAllIntContents(Collections.nCopies(count, 0)).build();
    };
  }

  /** The inputs as JSON. */
  String json() {
    return model.getInputsList().stream()
        .map(input -> json(input, "\"data\":[" + zeros(input) + "]"))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The inputs as JSON whose contents follow as bytes. */
  String binary() {
    return model.getInputsList().stream()
        .map(input -> json(input, "\"parameters\":{\"binary_data_size\":" + bytes(input) + "}"))
        .collect(Collectors.joining(",", "[", "]"));
  }

  int allBytes() {
    return model.getInputsList().stream().mapToInt(Sample::bytes).sum();
  }

  private static String json(TensorMetadata input, String contents) {
    return "{\"name\":\"%s\",\"datatype\":\"%s\",\"shape\":%s,%s}"
        .formatted(input.getName(), input.getDatatype(), shape(input), contents);
  }

  private String zeros(TensorMetadata input) {
    String zero =
        switch (input.getDatatype()) {
          case "BOOL" -> "false";
          case TEXTS -> "\"" + text + "\"";
          default -> "0";
        };
    return String.join(",", Collections.nCopies(elements(input), zero));
  }
}
