package org.scissionlite.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A TIFF file of one row and one strip, of kinds of samples that Java does not write.
 *
 * @param width in pixels
 * @param samples of a pixel
 * @param bits of a sample
 * @param format 1 unsigned, 2 signed, 3 floating-point
 * @param colours 0 white is zero, 1 black is zero, 2 RGB, 5 ink, 8 Lab
 */
record Tiff(int width, int samples, int bits, int format, int colours) {
  private static final int HEADER = 8;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  /** The file's bytes, little-endian, around those of its samples. */
  byte[] file(byte[] data) {
    int[][] tags = {
      {256, LONG, width},
      {257, LONG, 1},
      {258, SHORT, bits},
      {259, SHORT, 1},
      {262, SHORT, colours},
      {273, LONG, 0},
      {277, SHORT, samples},
      {278, LONG, 1},
      {279, LONG, data.length},
      {339, SHORT, format}
    };
    int values = HEADER + 2 + 12 * tags.length + 4;
    int strip = values + 2 * 2 * samples;
    ByteBuffer file = ByteBuffer.allocate(strip + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {'I', 'I', 42, 0}).putInt(HEADER).putShort((short) tags.length);
    int next = values;
    for (int[] tag : tags) {
      boolean eachSample = tag[0] == 258 || tag[0] == 339;
      int count = eachSample ? samples : 1;
      file.putShort((short) tag[0]).putShort((short) tag[1]).putInt(count);
      if (count <= 2) {
        int value = tag[0] == 273 ? strip : tag[2];
        file.putInt(count == 2 ? (value << 16) | value : value);
      } else {
        file.putInt(next);
        for (int i = 0; i < samples; i++) {
          file.putShort(next + 2 * i, (short) tag[2]);
        }
        next += 2 * samples;
      }
    }
    return file.position(strip).put(data).array();
  }

  /** Samples of 16 bits. */
  static byte[] shorts(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(value -> bytes.putShort((short) value));
    return bytes.array();
  }

  /** Samples of 32 bits. */
  static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(bytes::putInt);
    return bytes.array();
  }
}
