package org.scissionlite.offload.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Texts;
import org.scissionlite.offload.edge.registry.StatusErrors;
import org.scissionlite.offload.http.HttpAnswer;
import org.scissionlite.protocol.InferParameter;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelInferResponse.InferOutputTensor;

/** Writes a response as JSON, and the outputs that are wanted so as bytes behind it. */
final class ResponseBody {
  private static final String OCTETS = "application/octet-stream";

  private final InferenceRequest request;
  private final ModelInferResponse response;
  private final ByteArrayOutputStream json = new ByteArrayOutputStream();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

  private ResponseBody(InferenceRequest request, ModelInferResponse response) {
    this.request = request;
    this.response = response;
  }

  /**
   * The answer, which shares no memory with the response.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT for an output that JSON has no form for
   */
  static HttpAnswer write(InferenceRequest request, ModelInferResponse response) {
    ResponseBody body = new ResponseBody(request, response);
    try {
      return body.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpAnswer write() throws IOException {
    try (JsonGenerator out = JsonReading.FACTORY.createGenerator(json)) {
      out.writeStartObject();
      out.writeStringField("model_name", response.getModelName());
      out.writeStringField("model_version", response.getModelVersion());
      if (!response.getId().isEmpty()) {
        out.writeStringField("id", response.getId());
      }
      parameters(out, response.getParametersMap());
      out.writeArrayFieldStart("outputs");
      for (int i = 0; i < response.getOutputsCount(); i++) {
        output(out, response.getOutputs(i), response.getRawOutputContents(i));
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    if (binary.size() == 0) {
      return HttpAnswer.ok(HttpAnswer.JSON, json.toByteArray());
    }
    int length = json.size();
    binary.writeTo(json);
    return HttpAnswer.ok(OCTETS, json.toByteArray())
        .with(InferenceBody.HEADER_LENGTH, String.valueOf(length));
  }

  private static void parameters(JsonGenerator out, Map<String, InferParameter> parameters)
      throws IOException {
    if (parameters.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart("parameters");
    for (Map.Entry<String, InferParameter> each : parameters.entrySet()) {
      out.writeFieldName(each.getKey());
      InferParameter value = each.getValue();
      switch (value.getParameterChoiceCase()) {
        case BOOL_PARAM -> out.writeBoolean(value.getBoolParam());
        case STRING_PARAM -> out.writeString(value.getStringParam());
        case DOUBLE_PARAM -> out.writeNumber(value.getDoubleParam());
        default -> out.writeNumber(value.getInt64Param());
      }
    }
    out.writeEndObject();
  }

  private void output(JsonGenerator out, InferOutputTensor tensor, ByteString raw)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("name", tensor.getName());
    out.writeStringField("datatype", tensor.getDatatype());
    out.writeArrayFieldStart("shape");
    for (long dim : tensor.getShapeList()) {
      out.writeNumber(dim);
    }
    out.writeEndArray();
    if (request.isBinary(tensor.getName())) {
      out.writeObjectFieldStart("parameters");
      out.writeNumberField("binary_data_size", raw.size());
      out.writeEndObject();
      raw.writeTo(binary);
    } else {
      out.writeArrayFieldStart("data");
      data(out, tensor, raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static void data(JsonGenerator out, InferOutputTensor tensor, ByteBuffer bytes)
      throws IOException {
    ElementType type = ElementType.ofProtocolName(tensor.getDatatype());
    while (bytes.hasRemaining()) {
      switch (type) {
        case BOOL -> out.writeBoolean(bytes.get() != 0);
        case INT8 -> out.writeNumber(bytes.get());
        case UINT8 -> out.writeNumber(Byte.toUnsignedInt(bytes.get()));
        case INT16 -> out.writeNumber(bytes.getShort());
        case UINT16 -> out.writeNumber(Short.toUnsignedInt(bytes.getShort()));
        case INT32 -> out.writeNumber(bytes.getInt());
        case UINT32 -> out.writeNumber(Integer.toUnsignedLong(bytes.getInt()));
        case INT64 -> out.writeNumber(bytes.getLong());
        case UINT64 -> out.writeRawValue(Long.toUnsignedString(bytes.getLong()));
        case FLOAT32 -> out.writeNumber((float) finite(tensor, bytes.getFloat()));
        case FLOAT64 -> out.writeNumber(finite(tensor, bytes.getDouble()));
        case STRING -> out.writeString(Texts.next(bytes));
        case FLOAT16, BFLOAT16 -> throw noForm(tensor, tensor.getDatatype());
      }
    }
  }

  private static double finite(InferOutputTensor tensor, double value) {
    if (Double.isFinite(value)) {
      return value;
    }
    throw noForm(tensor, "what it holds, " + value + ",");
  }

  private static RuntimeException noForm(InferOutputTensor tensor, String what) {
    return StatusErrors.invalid(
        "output '%s': %s has no form in JSON; ask for bytes, with the parameter \"binary_data\": true"
            .formatted(tensor.getName(), what));
  }
}
