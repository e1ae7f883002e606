package org.scissionlite.transfer.codec;

import java.nio.ByteBuffer;
import java.util.List;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;

/**
 * Turns a wire tensor into bytes and back.
 *
 * <p>Law: decode(encode(t)) equals t, on every machine. A codec of pictures, which is not {@link
 * #isExact exact}, gives a tensor of the same type that looks like t.
 */
public interface Codec {
  /** The name by which a bundle's manifest knows the codec, such as "plain". */
  String name();

  /**
   * The tables that the other side needs, as the bundle carries them; empty where there are none.
   */
  ByteBuffer tables();

  /** The largest number of bytes that {@link #encode} may give for a tensor of a type. */
  long maxBytes(TensorType type);

  /** The bytes of a tensor. */
  ByteBuffer encode(Tensor tensor);

  /**
   * The tensor of encoded bytes.
   *
   * @throws org.scissionlite.error.ScissionLiteException if the bytes are not those of a tensor of
   *     this type; time and memory are bounded by the type, whatever the bytes are
   */
  Tensor decode(ByteBuffer bytes, TensorType type);

  /** Whether every tensor comes back as it was; no for what compresses as JPEG does. */
  default boolean isExact() {
    return true;
  }

  /** The bytes of tensors on average; 0 for none. */
  default double meanBytes(List<Tensor> tensors) {
    return tensors.stream().mapToLong(tensor -> encode(tensor).remaining()).average().orElse(0);
  }

  /** This codec with its tables learned from tensors; itself where it learns none. */
  default Codec fittedTo(List<Tensor> tensors) {
    return this;
  }
}
