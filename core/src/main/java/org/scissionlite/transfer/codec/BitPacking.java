package org.scissionlite.transfer.codec;

/** Bytes of few bits, packed without gaps: eight values of 3 bits take three bytes. */
final class BitPacking {
  private BitPacking() {}

  /** The bytes that so many values of so many bits take. */
  static int packedBytes(int values, int bits) {
    return Math.toIntExact(((long) values * bits + 7) / 8);
  }

  /** Whether every value, taken as unsigned, fits into the bits. */
  static boolean fits(byte[] values, int bits) {
    int union = 0;
    for (byte value : values) {
      union |= value;
    }
    return (union & 0xFF) >>> bits == 0;
  }

  /** The packed values, the first in the lowest bits. */
  static byte[] pack(byte[] values, int bits) {
    byte[] packed = new byte[packedBytes(values.length, bits)];
    int held = 0;
    int heldBits = 0;
    int next = 0;
    for (byte value : values) {
      held |= (value & 0xFF) << heldBits;
      heldBits += bits;
      while (heldBits >= 8) {
        packed[next++] = (byte) held;
        held >>>= 8;
        heldBits -= 8;
      }
    }
    if (heldBits > 0) {
      packed[next] = (byte) held;
    }
    return packed;
  }

  /** So many values of packed bytes. */
  static byte[] unpack(byte[] packed, int bits, int count) {
    byte[] values = new byte[count];
    int mask = (1 << bits) - 1;
    int held = 0;
    int heldBits = 0;
    int next = 0;
    for (int i = 0; i < count; i++) {
      while (heldBits < bits) {
        held |= (packed[next++] & 0xFF) << heldBits;
        heldBits += 8;
      }
      values[i] = (byte) (held & mask);
      held >>>= bits;
      heldBits -= bits;
    }
    return values;
  }
}
