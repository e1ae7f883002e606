package org.scissionlite.offload.device.remote;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.wire.WireFormat;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.InferParameter;
import org.scissionlite.protocol.ModelInferRequest;

/**
 * What the device slice wrote, as a message with memory of its own: any edge may be asked with it,
 * at any time, and the device can decode it as an edge does.
 *
 * @param message without a bundle's id
 * @param formats of its tensors, in its order
 */
public record WireRequest(ModelInferRequest message, List<WireFormat> formats) {
  public WireRequest {
    formats = List.copyOf(formats);
  }

  /** The bytes of the tensors. */
  public long payloadBytes() {
    return payloadBytes(message);
  }

  static long payloadBytes(ModelInferRequest message) {
    return message.getRawInputContentsList().stream().mapToLong(ByteString::size).sum();
  }

  /**
   * The edge slice's inputs, bit by bit those that an edge decodes.
   *
   * @throws org.scissionlite.error.ScissionLiteException if a codec cannot read what it wrote
   */
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < formats.size(); i++) {
      WireFormat format = formats.get(i);
      tensors.put(
          format.spec().name(),
          format.decode(message.getRawInputContents(i).asReadOnlyByteBuffer()));
    }
    return tensors;
  }

  /** Whether its tensors are in the forms of others of the same scenario: coded or plain. */
  boolean isIn(List<WireFormat> wanted) {
    return IntStream.range(0, formats.size())
        .allMatch(i -> formats.get(i).isPlain() == wanted.get(i).isPlain());
  }

  /** The message with the id of the bundle that it comes from, and the device's name. */
  ModelInferRequest withBundle(String id) {
    return message.toBuilder()
        .putParameters(WireNames.BUNDLE, text(id))
        .putParameters(WireNames.DEVICE, text(RequestIds.device()))
        .build();
  }

  /** The same with a line for the edge to show; nothing is added where it is empty. */
  public WireRequest withNote(String note) {
    return note.isEmpty()
        ? this
        : new WireRequest(
            message.toBuilder().putParameters(WireNames.NOTE, text(note)).build(), formats);
  }

  private static InferParameter text(String value) {
    return InferParameter.newBuilder().setStringParam(value).build();
  }
}
