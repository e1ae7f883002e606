package org.scissionlite.transfer.codec;

import java.nio.ByteBuffer;
import java.util.List;
import org.scissionlite.error.UsageException;
import org.scissionlite.transfer.codec.entropy.RansTables;

/** The codecs by name, as a bundle's manifest gives them. */
public final class Codecs {
  private static final List<String> NAMES =
      List.of(
          PlainCodec.NAME,
          PackedZstdCodec.NAME,
          RansCodec.NAME,
          DialCodec.NAME,
          PictureCodec.JPEG,
          PictureCodec.WEBP);

  private Codecs() {}

  /**
   * The codec of a name with its tables.
   *
   * @throws UsageException for an unknown name
   * @throws org.scissionlite.error.ScissionLiteException if the tables are not those of the codec
   */
  public static Codec of(String name, ByteBuffer tables) {
    return switch (name) {
      case PlainCodec.NAME -> new PlainCodec();
      case PackedZstdCodec.NAME -> PackedZstdCodec.ofTables(tables);
      case RansCodec.NAME -> new RansCodec(RansTables.parse(tables));
      case DialCodec.NAME -> DialCodec.ofTables(tables);
      case PictureCodec.JPEG, PictureCodec.WEBP -> PictureCodec.ofTables(name, tables);
      default -> throw UsageException.unknownName("codec", name, NAMES);
    };
  }
}
