package org.scissionlite.offload.wire;

import java.nio.ByteBuffer;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.codec.Codec;

/** Runs of equal bytes as length and byte: a codec whose bytes vary in number. */
public record RunLengthCodec() implements Codec {
  @Override
  public String name() {
    return "runs";
  }

  @Override
  public ByteBuffer tables() {
    return ByteBuffer.allocate(0);
  }

  @Override
  public long maxBytes(TensorType type) {
    return 2 * type.bytes();
  }

  @Override
  public ByteBuffer encode(Tensor tensor) {
    ByteBuffer in = tensor.data();
    ByteBuffer out = ByteBuffer.allocate(2 * in.remaining());
    while (in.hasRemaining()) {
      byte value = in.get();
      int length = 1;
      while (in.hasRemaining() && length < 255 && in.get(in.position()) == value) {
        in.get();
        length++;
      }
      out.put((byte) length).put(value);
    }
    return out.flip();
  }

  @Override
  public Tensor decode(ByteBuffer bytes, TensorType type) {
    ByteBuffer data = Tensor.allocate(type.bytes());
    ByteBuffer in = bytes.duplicate();
    while (in.remaining() >= 2) {
      int length = Byte.toUnsignedInt(in.get());
      byte value = in.get();
      if (length > data.remaining()) {
        throw new ScissionLiteException("the runs are longer than " + type);
      }
      for (int i = 0; i < length; i++) {
        data.put(value);
      }
    }
    return new Tensor(type, data.flip());
  }
}
