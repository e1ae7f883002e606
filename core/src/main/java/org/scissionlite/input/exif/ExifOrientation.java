package org.scissionlite.input.exif;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegSegmentData;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.riff.RiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.SequentialReader;
import com.drew.lang.StreamReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.webp.WebpDirectory;
import com.drew.metadata.webp.WebpRiffHandler;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Finds the orientation in EXIF data; nothing else of a file's metadata is read. */
final class ExifOrientation {
  /** No more bytes than these are looked at; in a JPEG, EXIF data have at most 65,533. */
  private static final int MOST_BYTES = 1 << 20;

  private ExifOrientation() {}

  /**
   * The orientation in a file's EXIF data; upright where it has none.
   *
   * @param format as Java calls it: "jpeg", "png" or "webp"
   * @throws IOException if the file or its EXIF data are damaged
   * @throws ImageProcessingException likewise
   */
  static Orientation of(String format, InputStream file)
      throws IOException, ImageProcessingException {
    SequentialReader reader = new Bounded(new BufferedInputStream(file));
    Metadata metadata = new Metadata();
    switch (format) {
      case "jpeg" -> jpeg(reader, metadata);
      case "png" -> png(reader, metadata);
      default -> webp(reader, metadata);
    }
    return in(metadata);
  }

  private static void jpeg(SequentialReader reader, Metadata metadata)
      throws IOException, ImageProcessingException {
    Set<JpegSegmentType> wanted = Set.of(JpegSegmentType.APP1);
    JpegSegmentData segments = JpegSegmentReader.readSegments(reader, wanted);
    new ExifReader()
        .readJpegSegments(
            segments.getSegments(JpegSegmentType.APP1), metadata, JpegSegmentType.APP1);
  }

  private static void png(SequentialReader reader, Metadata metadata)
      throws IOException, ImageProcessingException {
    for (PngChunk chunk : new PngChunkReader().extract(reader, Set.of(PngChunkType.eXIf))) {
      new ExifReader().extract(new ByteArrayReader(chunk.getBytes()), metadata);
    }
  }

  private static void webp(SequentialReader reader, Metadata metadata)
      throws IOException, ImageProcessingException {
    new RiffReader().processRiff(reader, new ExifChunk(metadata));
  }

  private static Orientation in(Metadata metadata) {
    for (ExifIFD0Directory directory : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
      Integer value = directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      if (value != null) {
        return Orientation.of(value);
      }
    }
    return Orientation.UPRIGHT;
  }

  /** Takes nothing but EXIF data out of a WebP file. */
  private static final class ExifChunk extends WebpRiffHandler {
    ExifChunk(Metadata metadata) {
      super(metadata);
    }

    @Override
    public boolean shouldAcceptChunk(String name) {
      return name.equals(WebpDirectory.CHUNK_EXIF);
    }
  }

  /** Takes neither more memory nor more time than EXIF data need, whatever a file says. */
  private static final class Bounded extends StreamReader {
    private int left = MOST_BYTES;

    Bounded(InputStream file) {
      super(file);
    }

    @Override
    public byte getByte() throws IOException {
      take(1);
      return super.getByte();
    }

    @Override
    public byte[] getBytes(int count) throws IOException {
      take(count);
      return super.getBytes(count);
    }

    private void take(int count) throws EOFException {
      if (count < 0 || count > left) {
        throw new EOFException("more than is wanted");
      }
      left -= count;
    }
  }
}
