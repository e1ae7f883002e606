package org.scissionlite.task.truth;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.ImageFiles;

/** The number of a class for each place of a picture, as an image file of one channel holds it. */
public final class Mask {
  /** Places of this level count neither way in masks of classes, as in Cityscapes. */
  public static final int IGNORED = 255;

  private final int width;
  private final int height;
  private final byte[] levels;

  private Mask(int width, int height, byte[] levels) {
    this.width = width;
    this.height = height;
    this.levels = levels;
  }

  /**
   * Reads a mask: grey of 8 bits or fewer, or of a palette, whose numbers count, not its colours.
   *
   * @throws UsageException if it is missing, no such image or too large; names it
   */
  public static Mask read(Path file) {
    try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers =
          stream == null ? Collections.emptyIterator() : ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new UsageException("mask %s: not an image of a known format".formatted(file));
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        return read(file, reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw new UsageException("mask %s: %s".formatted(file, reason(e)), e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof EOFException || e.getCause() instanceof EOFException
        ? "cut off, the file ends before the picture does; copy it again"
        : AtomicWrite.reason(e);
  }

  private static Mask read(Path file, ImageReader reader) throws IOException {
    try {
      long places = (long) reader.getWidth(0) * reader.getHeight(0);
      if (places > ImageFiles.MOST_PIXELS) {
        throw new UsageException(
            "mask %s: %d places, the most is %d".formatted(file, places, ImageFiles.MOST_PIXELS));
      }
      return of(file, reader.read(0));
    } catch (UsageException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      throw new UsageException("mask %s: Java has no memory to decode it".formatted(file), e);
    } catch (RuntimeException e) {
      // Decoders answer damaged files with exceptions of many kinds.
      throw new UsageException("mask %s: damaged".formatted(file), e);
    }
  }

  private static Mask of(Path file, BufferedImage image) {
    Raster raster = image.getRaster();
    boolean whole = raster.getSampleModel().getDataType() == DataBuffer.TYPE_BYTE;
    if (!whole || raster.getNumBands() != 1 || raster.getSampleModel().getSampleSize(0) > 8) {
      throw new UsageException(
          "mask %s: expected one channel of up to 8 bits, the number of a class in each pixel, got %d channels of %d bits; save it as a grey or palette PNG"
              .formatted(file, raster.getNumBands(), raster.getSampleModel().getSampleSize(0)));
    }
    byte[] levels = new byte[raster.getWidth() * raster.getHeight()];
    int[] row = new int[raster.getWidth()];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(0, y, raster.getWidth(), 1, 0, row);
      for (int x = 0; x < row.length; x++) {
        levels[y * row.length + x] = (byte) row[x];
      }
    }
    return new Mask(raster.getWidth(), raster.getHeight(), levels);
  }

  /** This mask, and where it holds nothing but 0 and 255, with 1 for 255: black and white. */
  Mask withClassOfTwo() {
    byte[] two = new byte[levels.length];
    for (int i = 0; i < two.length; i++) {
      if (levels[i] != 0 && levels[i] != (byte) IGNORED) {
        return this;
      }
      two[i] = (byte) (levels[i] == 0 ? 0 : 1);
    }
    return new Mask(width, height, two);
  }

  /** The highest number of a class, {@value #IGNORED} left aside; 0 where there is none. */
  int highest() {
    int highest = 0;
    for (byte level : levels) {
      int found = level & 0xFF;
      highest = found == IGNORED ? highest : Math.max(highest, found);
    }
    return highest;
  }

  /** A mask of which every place is 0. */
  public static Mask empty() {
    return new Mask(1, 1, new byte[1]);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** By its content, which tells masks apart. */
  @Override
  public String toString() {
    return "mask " + width + "x" + height + " " + Sha256.of(ByteBuffer.wrap(levels));
  }

  /** The number of the class at a place, 0 to 255. */
  public int at(int x, int y) {
    return levels[y * width + x] & 0xFF;
  }
}
