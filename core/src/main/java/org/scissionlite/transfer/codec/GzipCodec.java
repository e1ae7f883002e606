package org.scissionlite.transfer.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;

/**
 * The tensor's own bytes as gRPC compresses them for an edge that has none of our codecs. No bundle
 * holds it: it counts what such an edge is sent, without the message around the tensor.
 */
public record GzipCodec() implements Codec {
  /** The name for messages. */
  public static final String NAME = "gzip";

  /** Header, trailer and the blocks of what cannot be made smaller: 5 bytes for each 16,383. */
  private static final long ENVELOPE = 64;

  private static final long BLOCK = 16_383;

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
    return ENVELOPE + type.bytes() + 5 * (type.bytes() / BLOCK + 1);
  }

  @Override
  public ByteBuffer encode(Tensor tensor) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(array(tensor.data()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  @Override
  public Tensor decode(ByteBuffer bytes, TensorType type) {
    int length = Math.toIntExact(type.bytes());
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(array(bytes)))) {
      byte[] values = in.readNBytes(length);
      if (values.length < length || in.read() >= 0) {
        throw new ScissionLiteException(
            "payload: expected %d bytes for %s after gzip, got %s"
                .formatted(length, type, values.length < length ? values.length : "more"));
      }
      return new Tensor(type, ByteBuffer.wrap(values));
    } catch (IOException e) {
      throw new ScissionLiteException("payload: damaged, it holds no gzip data", e);
    }
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
