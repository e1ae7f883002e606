package org.scissionlite.input.exif;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/**
 * Finds the orientation among the first fields of a TIFF file. Java's reader knows it only together
 * with all other metadata, however large.
 */
final class TiffOrientation {
  private static final int LITTLE_ENDIAN = 0x4949;
  private static final int MAGIC = 42;
  private static final int TAG = 274;

  private TiffOrientation() {}

  static Orientation of(ImageInputStream file) throws IOException {
    ByteOrder before = file.getByteOrder();
    try {
      boolean little = file.readUnsignedShort() == LITTLE_ENDIAN;
      file.setByteOrder(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      return file.readUnsignedShort() == MAGIC ? inFields(file) : Orientation.UPRIGHT;
    } finally {
      file.setByteOrder(before);
    }
  }

  private static Orientation inFields(ImageInputStream file) throws IOException {
    file.seek(file.readUnsignedInt());
    int fields = file.readUnsignedShort();
    for (int i = 0; i < fields; i++) {
      int tag = file.readUnsignedShort();
      file.skipBytes(6); // its type, always 16 bits, and their number, always one
      int value = file.readUnsignedShort();
      file.skipBytes(2);
      if (tag == TAG) {
        return Orientation.of(value);
      }
    }
    return Orientation.UPRIGHT;
  }
}
