package org.scissionlite.transfer.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.scissionlite.error.ScissionLiteException;

/**
 * What a received picture says of itself, read before a decoder sees it: only the plain forms that
 * our own encoders write pass, in the one size that is expected. So no payload can make a decoder
 * take more memory or time than that size needs: not by another size, and not by thousands of
 * passes over the picture, as progressive JPEG may have.
 *
 * @param width in pixels, as the wire tensor says
 * @param height in pixels
 */
record PictureHeader(int width, int height) {
  private static final int START = 0xFFD8;
  private static final int JFIF = 0xFFE0;
  private static final int QUANTISATION = 0xFFDB;
  private static final int HUFFMAN = 0xFFC4;
  private static final int BASELINE_FRAME = 0xFFC0;
  private static final int SCAN = 0xFFDA;
  private static final int END = 0xFFD9;
  private static final int COLOURS = 3;

  private static final int RIFF = 0x46464952;
  private static final int WEBP = 0x50424557;
  private static final int LOSSY = 0x20385056;
  private static final int KEY_FRAME = 0x2A019D;
  private static final int SIDE = 0x3FFF;

  /**
   * Nothing, for a baseline JPEG of this size with three components in one scan.
   *
   * @throws ScissionLiteException for any other bytes
   */
  void requireJpeg(ByteBuffer payload) {
    ByteBuffer bytes = payload.slice().order(ByteOrder.BIG_ENDIAN);
    try {
      require(unsignedShort(bytes) == START, "it is no JPEG");
      require(bytes.getShort(bytes.limit() - 2) == (short) END, "it ends before the picture does");
      boolean framed = false;
      int marker = unsignedShort(bytes);
      while (marker != SCAN) {
        ByteBuffer segment = segment(bytes);
        switch (marker) {
          case JFIF, QUANTISATION, HUFFMAN -> {}
          case BASELINE_FRAME -> {
            require(!framed, "it holds two pictures");
            requireFrame(segment);
            framed = true;
          }
          default -> require(false, "it is no baseline JPEG");
        }
        marker = unsignedShort(bytes);
      }
      require(framed && segment(bytes).get() == COLOURS, "it is no JPEG of one scan");
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new ScissionLiteException("payload: damaged, it ends in the header of a JPEG", e);
    }
  }

  /** The content of a segment, which is passed over. */
  private static ByteBuffer segment(ByteBuffer bytes) {
    int length = unsignedShort(bytes) - Short.BYTES;
    require(length >= 0 && length <= bytes.remaining(), "it ends in the header of a JPEG");
    ByteBuffer segment = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return segment;
  }

  private void requireFrame(ByteBuffer frame) {
    require(frame.get() == Byte.SIZE, "it has no samples of 8 bits");
    int high = unsignedShort(frame);
    int wide = unsignedShort(frame);
    requireSize(wide, high);
    require(frame.get() == COLOURS, "it is no colour picture");
  }

  /**
   * Nothing, for a lossy WebP of this size without animation, transparency or metadata.
   *
   * @throws ScissionLiteException for any other bytes
   */
  void requireWebp(ByteBuffer payload) {
    ByteBuffer bytes = payload.slice().order(ByteOrder.LITTLE_ENDIAN);
    try {
      require(bytes.getInt() == RIFF, "it is no WebP");
      int length = bytes.getInt();
      require(length == bytes.remaining(), "it has not the length that it says");
      require(bytes.getInt() == WEBP && bytes.getInt() == LOSSY, "it is no plain lossy WebP");
      int chunk = bytes.getInt();
      require(chunk >= 0 && chunk + (chunk & 1) == bytes.remaining(), "it has a second part");
      int tag = threeBytes(bytes);
      require((tag & 1) == 0 && threeBytes(bytes) == KEY_FRAME, "it is no key frame");
      int wide = bytes.getShort() & SIDE;
      requireSize(wide, bytes.getShort() & SIDE);
    } catch (BufferUnderflowException e) {
      throw new ScissionLiteException("payload: damaged, it ends in the header of a WebP", e);
    }
  }

  private void requireSize(int wide, int high) {
    if (wide != width || high != height) {
      throw new ScissionLiteException(
          "payload: expected a picture of %dx%d pixels, got %dx%d; device and edge run different bundles"
              .formatted(width, height, wide, high));
    }
  }

  private static int threeBytes(ByteBuffer bytes) {
    return (bytes.get() & 0xFF) | (bytes.get() & 0xFF) << 8 | (bytes.get() & 0xFF) << 16;
  }

  private static int unsignedShort(ByteBuffer bytes) {
    return bytes.getShort() & 0xFFFF;
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new ScissionLiteException(
          "payload: %s; expected a picture as the codec writes it".formatted(fault));
    }
  }
}
