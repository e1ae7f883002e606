package org.scissionlite.offload.device.remote;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.Map;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.wire.WireFormat;
import org.scissionlite.protocol.ModelInferRequest;

/**
 * Turns wire tensors into requests for one edge slice.
 *
 * @param contract names the slice and its inputs
 */
public record RequestWriter(EdgeContract contract) {
  /** A request that shares no memory with the tensors, which may be written again at once. */
  public WireRequest write(Map<String, Tensor> tensors) {
    ModelInferRequest.Builder request =
        ModelInferRequest.newBuilder().setModelName(contract.model()).setId(RequestIds.next());
    for (WireFormat format : contract.wire()) {
      ByteBuffer bytes = format.encode(tensors.get(format.spec().name()));
      request
          .addInputsBuilder()
          .setName(format.spec().name())
          .setDatatype(format.messageType().protocolName())
          .addAllShape(format.messageShape(bytes.remaining()));
      request.addRawInputContents(own(format, bytes));
    }
    return new WireRequest(request.build(), contract.wire());
  }

  /** The plain codec hands out the tensor's own bytes; all others make new ones. */
  private static ByteString own(WireFormat format, ByteBuffer bytes) {
    return format.isPlain() ? ByteString.copyFrom(bytes) : UnsafeByteOperations.unsafeWrap(bytes);
  }
}
