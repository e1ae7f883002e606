package org.scissionlite.offload.device;

import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.Map;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.wire.WireFormat;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.InferParameter;
import org.scissionlite.protocol.ModelInferRequest;

/** Turns wire tensors into requests for one edge slice. */
final class RequestWriter {
  private final EdgeContract contract;

  RequestWriter(EdgeContract contract) {
    this.contract = contract;
  }

  /** A request on the memory of the tensors: to be sent before they are written again. */
  ModelInferRequest write(Map<String, Tensor> tensors, boolean withBundle) {
    ModelInferRequest.Builder request =
        ModelInferRequest.newBuilder().setModelName(contract.model());
    if (withBundle) {
      InferParameter id = InferParameter.newBuilder().setStringParam(contract.bundleId()).build();
      request.putParameters(WireNames.BUNDLE, id);
    }
    for (WireFormat format : contract.wire()) {
      ByteBuffer bytes = format.encode(tensors.get(format.spec().name()));
      request
          .addInputsBuilder()
          .setName(format.spec().name())
          .setDatatype(format.messageType().protocolName())
          .addAllShape(format.messageShape(bytes.remaining()));
      request.addRawInputContents(UnsafeByteOperations.unsafeWrap(bytes));
    }
    return request.build();
  }

  /** The bytes of the tensors in a request. */
  static long payloadBytes(ModelInferRequest request) {
    return request.getRawInputContentsList().stream().mapToLong(bytes -> bytes.size()).sum();
  }
}
