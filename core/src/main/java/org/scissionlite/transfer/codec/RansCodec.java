package org.scissionlite.transfer.codec;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.codec.entropy.RansCoder;
import org.scissionlite.transfer.codec.entropy.RansTables;

/**
 * Entropy coding with static tables that the bundle carries: for tensors of int8, uint8 and int16.
 *
 * <p>A payload is the coder's bytes alone; they end in states that hold a CRC-32C of the tensor, so
 * that a payload of eight zero coefficients takes 8 bytes, checksum included. Values that the
 * tables do not know are escaped: every tensor of the tables' number of elements survives.
 */
public final class RansCodec implements Codec {
  /** The name in a manifest. */
  public static final String NAME = "rans";

  private final RansTables tables;
  private final RansCoder coder;

  /** The codec of tables, fitted on calibration inputs or read from a bundle. */
  public RansCodec(RansTables tables) {
    this.tables = tables;
    this.coder = new RansCoder(tables);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ByteBuffer tables() {
    return tables.toBytes();
  }

  @Override
  public long maxBytes(TensorType type) {
    requireElements(type);
    return RansCoder.maxBytes(coder.elements());
  }

  @Override
  public ByteBuffer encode(Tensor tensor) {
    requireElements(tensor.type());
    return ByteBuffer.wrap(coder.encode(WireIntegers.read(tensor), checksum(tensor)));
  }

  @Override
  public Tensor decode(ByteBuffer bytes, TensorType type) {
    requireElements(type);
    if (bytes.remaining() > maxBytes(type)) {
      throw new ScissionLiteException(
          "payload: expected at most %d bytes for %s, got %d"
              .formatted(maxBytes(type), type, bytes.remaining()));
    }
    byte[] payload = new byte[bytes.remaining()];
    bytes.duplicate().get(payload);
    short[] values = new short[coder.elements()];
    int sent = coder.decode(payload, values);
    Tensor tensor = WireIntegers.tensor(type, values);
    if (checksum(tensor) != sent) {
      throw new ScissionLiteException(
          "payload: damaged, or device and edge run different bundles: the checksum does not fit");
    }
    return tensor;
  }

  /** The same classes, with the frequencies of these tensors. */
  @Override
  public Codec fittedTo(List<Tensor> tensors) {
    return new RansCodec(WireTables.recounted(tables, tensors));
  }

  private void requireElements(TensorType type) {
    if (type.shape().elements() != coder.elements()) {
      throw new ScissionLiteException(
          "codec rans: its tables are for %d elements, got %s; take the tables of this bundle"
              .formatted(coder.elements(), type));
    }
  }

  private static int checksum(Tensor tensor) {
    CRC32C checksum = new CRC32C();
    checksum.update(tensor.data());
    return (int) checksum.getValue();
  }
}
