package org.scissionlite.offload.wire;

import java.nio.ByteBuffer;
import java.util.List;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;
import org.scissionlite.transfer.codec.Codec;
import org.scissionlite.transfer.codec.PlainCodec;

/**
 * How one tensor crosses the wire: with the plain codec as itself, with any other as a
 * one-dimensional UINT8 tensor of the encoded bytes.
 *
 * @param spec the tensor: output of the device slice, input of the edge slice
 * @param codec turns it into bytes and back
 */
public record WireFormat(TensorSpec spec, Codec codec) {
  /**
   * The formats of a scenario's wire tensors, in the order of the message.
   *
   * @throws ScissionLiteException if a codec is unknown or its tables cannot be read
   */
  public static List<WireFormat> of(Bundle bundle, SplitScenario scenario) {
    return scenario.wire().stream()
        .map(tensor -> new WireFormat(tensor.spec(), bundle.codec(tensor)))
        .toList();
  }

  /** The same tensor in a message that carries the tensor itself. */
  public WireFormat inPlain() {
    return isPlain() ? this : new WireFormat(spec, new PlainCodec());
  }

  /** Whether the message carries the tensor itself. */
  public boolean isPlain() {
    return codec.name().equals(PlainCodec.NAME);
  }

  /** The most bytes that the tensor takes in a message as raw contents. */
  public long maxRawBytes() {
    return codec.maxBytes(spec.type());
  }

  /**
   * The most bytes that the tensor takes in a message, as raw or typed contents.
   *
   * @throws ScissionLiteException if no message can hold its raw contents
   */
  public long maxMessageBytes() {
    long elements = isPlain() ? spec.shape().elements() : maxRawBytes();
    if (elements > Integer.MAX_VALUE || maxRawBytes() > Integer.MAX_VALUE) {
      throw new ScissionLiteException(
          "wire tensor %s does not fit into a message of 2 GiB".formatted(spec));
    }
    return Math.max(maxRawBytes(), elements * TypedContents.maxBytes(messageType()));
  }

  /** The element type that the message declares. */
  public ElementType messageType() {
    return isPlain() ? spec.elementType() : ElementType.UINT8;
  }

  /** The tensor as the edge describes it; -1 for a length that depends on the content. */
  public TensorMetadata metadata() {
    return isPlain()
        ? TensorMessages.metadata(spec)
        : TensorMetadata.newBuilder()
            .setName(spec.name())
            .setDatatype(messageType().protocolName())
            .addShape(-1)
            .build();
  }

  /** The shape that the message declares for an encoded tensor. */
  public List<Long> messageShape(int encodedBytes) {
    return isPlain()
        ? spec.shape().dims().stream().map(Integer::longValue).toList()
        : List.of((long) encodedBytes);
  }

  /** The bytes of a tensor of this format; with the plain codec its own, not a copy. */
  public ByteBuffer encode(Tensor tensor) {
    return codec.encode(tensor);
  }

  /**
   * The tensor of received bytes.
   *
   * @throws ScissionLiteException if they are not those of a tensor of this type
   */
  public Tensor decode(ByteBuffer bytes) {
    return codec.decode(bytes, spec.type());
  }

  /** Type of the tensor. */
  public TensorType type() {
    return spec.type();
  }
}
