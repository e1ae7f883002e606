package org.scissionlite.transfer.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;

/**
 * Packed bits, then zstd: for tensors whose bytes hold small numbers.
 *
 * <p>A payload is a CRC-32C of the rest (4 bytes, little-endian), one byte that says whether the
 * values are packed and whether zstd shortened them, and the data. A tensor with a value that does
 * not fit into the bits is sent unpacked. [1,32,28,28] in 4 bits packs into 12,544 bytes before
 * zstd.
 *
 * @param bits of each value, 1 to 8; with 8 nothing is packed
 */
public record PackedZstdCodec(int bits) implements Codec {
  /** The name in a manifest. */
  public static final String NAME = "packed-zstd";

  private static final int HEADER = 5;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final int PACKED = 1;
  private static final int COMPRESSED = 2;
  private static final int LEVEL = 3;

  public PackedZstdCodec {
    if (bits < 1 || bits > 8) {
      throw new ScissionLiteException(
          "codec packed-zstd: expected 1 to 8 bits, got %d".formatted(bits));
    }
  }

  /**
   * The codec of the tables that a bundle carries: one byte, the number of bits.
   *
   * @throws ScissionLiteException if they are not that
   */
  static PackedZstdCodec ofTables(ByteBuffer tables) {
    if (tables.remaining() != 1) {
      throw new ScissionLiteException(
          "codec packed-zstd: expected tables of 1 byte, got %d".formatted(tables.remaining()));
    }
    return new PackedZstdCodec(tables.get(tables.position()));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ByteBuffer tables() {
    return ByteBuffer.wrap(new byte[] {(byte) bits}).asReadOnlyBuffer();
  }

  @Override
  public long maxBytes(TensorType type) {
    return HEADER + type.bytes();
  }

  @Override
  public ByteBuffer encode(Tensor tensor) {
    byte[] raw = bytes(tensor.data());
    boolean packs = bits < 8 && BitPacking.fits(raw, bits);
    byte[] values = packs ? BitPacking.pack(raw, bits) : raw;
    byte[] compressed = Zstd.compress(values, LEVEL);
    boolean shorter = compressed.length < values.length;
    byte[] data = shorter ? compressed : values;
    ByteBuffer payload = ByteBuffer.allocate(HEADER + data.length).order(ByteOrder.LITTLE_ENDIAN);
    payload.position(4);
    payload.put((byte) ((packs ? PACKED : 0) | (shorter ? COMPRESSED : 0))).put(data);
    return payload.putInt(0, checksum(payload.array())).flip();
  }

  @Override
  public Tensor decode(ByteBuffer bytes, TensorType type) {
    if (bytes.remaining() < HEADER || bytes.remaining() > maxBytes(type)) {
      throw new ScissionLiteException(
          "payload: expected %d to %d bytes for %s, got %d"
              .formatted(HEADER, maxBytes(type), type, bytes.remaining()));
    }
    byte[] payload = bytes(bytes);
    if (ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).getInt() != checksum(payload)) {
      throw new ScissionLiteException("payload: damaged, the checksum does not fit");
    }
    int form = payload[HEADER - 1];
    int count = count(type);
    boolean packed = (form & PACKED) != 0;
    int length = packed ? BitPacking.packedBytes(count, bits) : count;
    byte[] values = (form & COMPRESSED) != 0 ? decompress(payload, length) : stored(payload);
    if (values.length != length) {
      throw new ScissionLiteException(
          "payload: expected %d bytes of values for %s, got %d; device and edge run different bundles"
              .formatted(length, type, values.length));
    }
    byte[] raw = packed ? BitPacking.unpack(values, bits, count) : values;
    Tensor tensor = Tensor.zeros(type);
    tensor.data().put(raw);
    return tensor;
  }

  private static int count(TensorType type) {
    if (type.bytes() > LARGEST_ARRAY) {
      throw new ScissionLiteException(
          "codec packed-zstd: %s has more than %d bytes".formatted(type, LARGEST_ARRAY));
    }
    return (int) type.bytes();
  }

  private static byte[] decompress(byte[] payload, int length) {
    byte[] values = new byte[length];
    try {
      long written =
          Zstd.decompressByteArray(values, 0, length, payload, HEADER, payload.length - HEADER);
      if (written == length) {
        return values;
      }
      throw damaged(null);
    } catch (ZstdException e) {
      throw damaged(e);
    }
  }

  private static ScissionLiteException damaged(ZstdException cause) {
    return new ScissionLiteException(
        "payload: damaged, it holds no zstd data of its tensor", cause);
  }

  private static byte[] stored(byte[] payload) {
    return Arrays.copyOfRange(payload, HEADER, payload.length);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static int checksum(byte[] payload) {
    CRC32C checksum = new CRC32C();
    checksum.update(payload, 4, payload.length - 4);
    return (int) checksum.getValue();
  }
}
