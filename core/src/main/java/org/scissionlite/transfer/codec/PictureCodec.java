package org.scissionlite.transfer.codec;

import java.nio.ByteBuffer;
import java.util.List;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.LevelTensors;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.Preprocessing.Channels;
import org.scissionlite.input.Preprocessing.Layout;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;

/**
 * The 8-bit picture of a wire tensor as a JPEG or WebP file: the payload is that file and nothing
 * else. A uint8 [1,3,224,224] of 150,528 bytes takes 5,652 to 24,908 as JPEG of quality 85 for
 * photographs.
 *
 * <p>Not exact: the picture comes back as the format spoils it, the same on every machine with the
 * same decoder. There is no checksum. A one-channel tensor is sent as a colour picture of three
 * equal channels.
 *
 * @param format JPEG with a quarter of the colour samples, or WebP
 * @param quality of the encoder, 1 (small) to {@value #BEST}
 * @param channels order of the tensor's channels
 * @param layout order of the tensor's axes
 */
public record PictureCodec(PictureFormat format, int quality, Channels channels, Layout layout)
    implements Codec {
  /** The name of JPEG in a manifest. */
  public static final String JPEG = "jpeg";

  /** The name of WebP in a manifest. */
  public static final String WEBP = "webp";

  /** The best quality. */
  public static final int BEST = 100;

  /** The numbers that stand for them in the tables. */
  private static final List<Channels> CHANNELS = List.of(Channels.RGB, Channels.BGR, Channels.GREY);

  private static final List<Layout> LAYOUTS = List.of(Layout.NCHW, Layout.NHWC);
  private static final int TABLES = 3;

  /** Headers with their tables take 0.6 kB; more is left for other encoders of the formats. */
  private static final long HEADER = 1 << 12;

  /** Pixels of a side that share their colour samples' blocks. */
  private static final int MACROBLOCK = 16;

  /** Four blocks of brightness, two of colour. */
  private static final long BLOCKS = 6;

  /** 64 codes of at most 16 bits with at most 11 bits of value, each byte followed by a zero. */
  private static final long BLOCK_BYTES = 2 * 64 * (16 + 11) / 8;

  public PictureCodec {
    if (format == PictureFormat.JPEG_444) {
      throw new ScissionLiteException("codec jpeg: expected JPEG 4:2:0, got " + format.title());
    }
    if (quality < 1 || quality > BEST) {
      throw new ScissionLiteException(
          "codec of pictures: expected a quality of 1 to %d, got %d".formatted(BEST, quality));
    }
  }

  /**
   * The codec of a name and the tables that a bundle carries: three bytes, the quality, the order
   * of channels (0 RGB, 1 BGR, 2 grey) and that of axes (0 NCHW, 1 NHWC).
   *
   * @throws ScissionLiteException if they are not that
   */
  static PictureCodec ofTables(String name, ByteBuffer tables) {
    ByteBuffer bytes = tables.duplicate();
    if (bytes.remaining() != TABLES) {
      throw new ScissionLiteException(
          "codec %s: expected tables of %d bytes, got %d"
              .formatted(name, TABLES, bytes.remaining()));
    }
    int quality = bytes.get();
    int order = bytes.get();
    int axes = bytes.get();
    if (order < 0 || order >= CHANNELS.size() || axes < 0 || axes >= LAYOUTS.size()) {
      throw new ScissionLiteException(
          "codec %s: unknown order of channels %d or axes %d in its tables"
              .formatted(name, order, axes));
    }
    PictureFormat format = name.equals(JPEG) ? PictureFormat.JPEG_420 : PictureFormat.WEBP;
    return new PictureCodec(format, quality, CHANNELS.get(order), LAYOUTS.get(axes));
  }

  @Override
  public String name() {
    return format == PictureFormat.WEBP ? WEBP : JPEG;
  }

  @Override
  public ByteBuffer tables() {
    byte[] tables = {
      (byte) quality, (byte) CHANNELS.indexOf(channels), (byte) LAYOUTS.indexOf(layout)
    };
    return ByteBuffer.wrap(tables).asReadOnlyBuffer();
  }

  @Override
  public boolean isExact() {
    return false;
  }

  /**
   * Far more than a picture takes, but no picture takes more: some 10 bytes a pixel and a header.
   */
  @Override
  public long maxBytes(TensorType type) {
    long across = macroblocks(levels().width(type));
    long down = macroblocks(levels().height(type));
    return HEADER + across * down * BLOCKS * BLOCK_BYTES;
  }

  private static long macroblocks(int side) {
    return (side + MACROBLOCK - 1L) / MACROBLOCK;
  }

  @Override
  public ByteBuffer encode(Tensor tensor) {
    return format.encode(levels().picture(tensor), quality);
  }

  @Override
  public Tensor decode(ByteBuffer bytes, TensorType type) {
    if (bytes.remaining() > maxBytes(type)) {
      throw new ScissionLiteException(
          "payload: expected a picture of at most %d bytes for %s, got %d"
              .formatted(maxBytes(type), type, bytes.remaining()));
    }
    PictureHeader expected = new PictureHeader(levels().width(type), levels().height(type));
    if (format == PictureFormat.WEBP) {
      expected.requireWebp(bytes);
    } else {
      expected.requireJpeg(bytes);
    }
    return levels().tensor(decoded(bytes), type);
  }

  private Pixels decoded(ByteBuffer bytes) {
    try {
      return PictureFormat.decode(bytes);
    } catch (ScissionLiteException e) {
      throw new ScissionLiteException("payload: " + e.getMessage(), e);
    }
  }

  private LevelTensors levels() {
    return new LevelTensors(channels, layout);
  }
}
