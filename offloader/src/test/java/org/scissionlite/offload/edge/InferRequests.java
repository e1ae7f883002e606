package org.scissionlite.offload.edge;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import org.scissionlite.model.Tensor;
import org.scissionlite.protocol.InferParameter;
import org.scissionlite.protocol.ModelInferRequest;

/** Requests as a client may write them. */
public final class InferRequests {
  private InferRequests() {}

  /** One input with raw contents. */
  public static ModelInferRequest.Builder raw(String model, String input, Tensor tensor) {
    ByteString bytes = UnsafeByteOperations.unsafeWrap(tensor.data());
    return declared(model, input, tensor).addRawInputContents(bytes);
  }

  /** One input with its elements in fp32_contents. */
  public static ModelInferRequest.Builder floats(String model, String input, Tensor tensor) {
    ModelInferRequest.Builder request = declared(model, input, tensor);
    for (float value : tensor.toFloats()) {
      request.getInputsBuilder(0).getContentsBuilder().addFp32Contents(value);
    }
    return request;
  }

  /** One input without contents. */
  public static ModelInferRequest.Builder declared(String model, String input, Tensor tensor) {
    ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(model);
    request
        .addInputsBuilder()
        .setName(input)
        .setDatatype(tensor.elementType().protocolName())
        .addAllShape(tensor.shape().dims().stream().map(Integer::longValue).toList());
    return request;
  }

  public static InferParameter text(String value) {
    return InferParameter.newBuilder().setStringParam(value).build();
  }
}
