package org.scissionlite.input;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.ImageOutputStream;

/** Image files that say which way up they are. */
final class ExifFiles {
  private static final int SOI = 2;
  private static final int PNG_HEADER = 8 + 25;
  private static final int RIFF_HEADER = 12;

  private ExifFiles() {}

  /** The file of a picture in a format, "jpg", "png", "webp" or "tif", with an orientation. */
  static byte[] file(BufferedImage image, String format, int orientation) throws IOException {
    return switch (format) {
      case "jpg" -> jpeg(TestPictures.jpeg(image, false), exif(orientation));
      case "png" -> png(encoded(image, "png"), exif(orientation));
      case "webp" -> webp(encoded(image, "webp"), image, exif(orientation));
      case "tif" -> tiff(image, orientation);
      default -> throw new IllegalArgumentException(format);
    };
  }

  /** EXIF data that hold nothing but the orientation. */
  static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {'I', 'I', 42, 0})
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putInt(orientation)
        .putInt(0)
        .array();
  }

  /** A JPEG file with EXIF data at its beginning. */
  static byte[] jpeg(byte[] plain, byte[] exif) {
    byte[] preamble = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    int length = 2 + preamble.length + exif.length;
    return ByteBuffer.allocate(plain.length + 2 + length)
        .put(plain, 0, SOI)
        .putShort((short) 0xFFE1)
        .putShort((short) length)
        .put(preamble)
        .put(exif)
        .put(plain, SOI, plain.length - SOI)
        .array();
  }

  /** A PNG file with EXIF data after its header. */
  static byte[] png(byte[] plain, byte[] exif) {
    byte[] name = "eXIf".getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(exif);
    return ByteBuffer.allocate(plain.length + 12 + exif.length)
        .put(plain, 0, PNG_HEADER)
        .putInt(exif.length)
        .put(name)
        .put(exif)
        .putInt((int) checksum.getValue())
        .put(plain, PNG_HEADER, plain.length - PNG_HEADER)
        .array();
  }

  /** A WebP file in its extended form, with EXIF data at its end. */
  private static byte[] webp(byte[] plain, BufferedImage image, byte[] exif) {
    int chunks = plain.length - RIFF_HEADER;
    ByteBuffer file =
        ByteBuffer.allocate(RIFF_HEADER + 18 + chunks + 8 + exif.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(file.capacity() - 8).put(ascii("WEBP"));
    file.put(ascii("VP8X")).putInt(10).putInt(8);
    put24(file, image.getWidth() - 1);
    put24(file, image.getHeight() - 1);
    file.put(plain, RIFF_HEADER, chunks);
    return file.put(ascii("EXIF")).putInt(exif.length).put(exif).array();
  }

  private static byte[] tiff(BufferedImage image, int orientation) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), settings);
    TIFFDirectory directory = TIFFDirectory.createFromMetadata(metadata);
    directory.addTIFFField(
        new TIFFField(
            BaselineTIFFTagSet.getInstance().getTag(BaselineTIFFTagSet.TAG_ORIENTATION),
            orientation));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, directory.getAsMetadata()), null);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageIO.write(image, format, out);
    }
    return bytes.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void put24(ByteBuffer file, int value) {
    file.putShort((short) value).put((byte) (value >> 16));
  }
}
