package org.scissionlite.transfer.codec;

import java.nio.ByteBuffer;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;

/**
 * The tensor's own bytes: little-endian, row-major, as the Open Inference Protocol's raw contents.
 */
public record PlainCodec() implements Codec {
  /** The name in a manifest. */
  public static final String NAME = "plain";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ByteBuffer tables() {
    return ByteBuffer.allocate(0);
  }

  @Override
  public long maxBytes(TensorType type) {
    return type.mostBytes();
  }

  @Override
  public ByteBuffer encode(Tensor tensor) {
    return tensor.data();
  }

  @Override
  public Tensor decode(ByteBuffer bytes, TensorType type) {
    if (!type.isText() && bytes.remaining() != type.bytes()) {
      throw new ScissionLiteException(
          "payload: expected %d bytes for %s, got %d; device and edge run different bundles"
              .formatted(type.bytes(), type, bytes.remaining()));
    }
    return new Tensor(type, bytes);
  }
}
