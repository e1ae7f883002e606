package org.scissionlite.transfer.codec.entropy;

import java.nio.ByteBuffer;
import org.scissionlite.error.ScissionLiteException;

/**
 * Which class each element of a tensor belongs to: the pattern of one tile, the same in all tiles
 * of a channel.
 *
 * <p>A map of [192,14,14] in tiles of 7x7 has a pattern of 192*7*7 = 9,408 classes for its 37,632
 * elements.
 *
 * @param channels number of channels
 * @param rows how the height divides
 * @param columns how the width divides
 * @param pattern one class for each channel, row and column of a tile, row-major
 */
public record ClassMap(int channels, Tiles rows, Tiles columns, ByteBuffer pattern) {
  /** Larger tensors are refused, so that a damaged bundle cannot ask for any amount of memory. */
  public static final int MOST_ELEMENTS = 1 << 24;

  /** A size as so many tiles of so many elements. */
  public record Tiles(int count, int size) {
    public Tiles {
      if (count < 1 || size < 1 || (long) count * size > MOST_ELEMENTS) {
        throw new ScissionLiteException(
            "class map: %d tiles of %d elements are out of range".formatted(count, size));
      }
    }

    public int length() {
      return count * size;
    }
  }

  public ClassMap {
    int patternLength = patternLength(channels, rows, columns);
    if (pattern.remaining() != patternLength) {
      throw new ScissionLiteException(
          "class map: expected %d classes, got %d".formatted(patternLength, pattern.remaining()));
    }
    pattern = pattern.slice().asReadOnlyBuffer();
  }

  /**
   * How many classes the pattern of such a tensor has.
   *
   * @throws ScissionLiteException if the tensor has no element, or more than {@link #MOST_ELEMENTS}
   */
  static int patternLength(int channels, Tiles rows, Tiles columns) {
    // Both lengths are at most 2^24, so that their product fits into 63 bits.
    long map = (long) rows.length() * columns.length();
    if (channels < 1 || map > MOST_ELEMENTS / channels) {
      throw new ScissionLiteException(
          "class map: %d channels of %d x %d elements are out of range, at most %d elements fit"
              .formatted(channels, rows.length(), columns.length(), MOST_ELEMENTS));
    }
    return channels * rows.size() * columns.size();
  }

  /** One class for all elements. */
  public static ClassMap single(int elements) {
    return new ClassMap(1, new Tiles(1, 1), new Tiles(elements, 1), ByteBuffer.allocate(1));
  }

  /** A view of the classes of one tile of every channel. */
  @Override
  public ByteBuffer pattern() {
    return pattern.duplicate();
  }

  /** The number of elements of the tensor. */
  public int elements() {
    return channels * rows.length() * columns.length();
  }

  /** The class of each element of the tensor, 0 to 255 as unsigned bytes. */
  public ByteBuffer expanded() {
    return ByteBuffer.wrap(expand()).asReadOnlyBuffer();
  }

  byte[] expand() {
    byte[] classes = new byte[elements()];
    int width = columns.length();
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < rows.length(); y++) {
        int from = (c * rows.size() + y % rows.size()) * columns.size();
        int to = (c * rows.length() + y) * width;
        for (int x = 0; x < width; x += columns.size()) {
          pattern.get(from, classes, to + x, columns.size());
        }
      }
    }
    return classes;
  }
}
