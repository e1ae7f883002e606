package org.scissionlite.offload.device.remote;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.List;
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
  /**
   * A request that shares no memory with the tensors, which may be written again at once.
   *
   * @param hasCodecs whether the edge that will be asked has the bundle's codecs
   */
  public WireRequest write(Map<String, Tensor> tensors, boolean hasCodecs) {
    return write(tensors, contract.wire(hasCodecs), RequestIds.next());
  }

  /** A request as an edge takes it; one in other forms is written again, with the same id. */
  EdgeRequest requestTo(EdgeModel edge, WireRequest request) {
    List<WireFormat> wanted = contract.wire(edge.tellsBundle());
    WireRequest fit =
        request.isIn(wanted)
            ? request
            : write(request.tensors(), wanted, request.message().getId());
    return edge.tellsBundle()
        ? new EdgeRequest(fit.withBundle(contract.bundleId()), false)
        : new EdgeRequest(
            fit.message().toBuilder().clearParameters().build(), contract.needsCodecs());
  }

  private WireRequest write(Map<String, Tensor> tensors, List<WireFormat> wire, String id) {
    ModelInferRequest.Builder request =
        ModelInferRequest.newBuilder().setModelName(contract.model()).setId(id);
    for (WireFormat format : wire) {
      ByteBuffer bytes = format.encode(tensors.get(format.spec().name()));
      request
          .addInputsBuilder()
          .setName(format.spec().name())
          .setDatatype(format.messageType().protocolName())
          .addAllShape(format.messageShape(bytes.remaining()));
      request.addRawInputContents(own(format, bytes));
    }
    return new WireRequest(request.build(), wire);
  }

  /** The plain codec hands out the tensor's own bytes; all others make new ones. */
  private static ByteString own(WireFormat format, ByteBuffer bytes) {
    return format.isPlain() ? ByteString.copyFrom(bytes) : UnsafeByteOperations.unsafeWrap(bytes);
  }
}
