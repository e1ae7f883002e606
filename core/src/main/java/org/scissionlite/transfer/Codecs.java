package org.scissionlite.transfer;

import java.nio.ByteBuffer;
import java.util.List;
import org.scissionlite.error.UsageException;

/** The codecs by name, as a bundle's manifest gives them. */
public final class Codecs {
  private Codecs() {}

  /**
   * The codec of a name with its tables.
   *
   * @throws UsageException for an unknown name
   */
  public static Codec of(String name, ByteBuffer tables) {
    if (name.equals(PlainCodec.NAME)) {
      return new PlainCodec();
    }
    throw UsageException.unknownName("codec", name, List.of(PlainCodec.NAME));
  }
}
