package org.scissionlite.input;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.scissionlite.file.AtomicWrite;

/** Writes pictures without loss. */
public final class PngFile {
  private PngFile() {}

  /**
   * Writes a picture, in one grey channel where it has no colour.
   *
   * @throws org.scissionlite.error.ScissionLiteException if the file cannot be written; names it
   */
  public static void write(Pixels picture, Path file) {
    write(isGrey(picture) ? grey(picture) : picture.toImage(), file);
  }

  /**
   * Writes an image as it is.
   *
   * @throws org.scissionlite.error.ScissionLiteException if the file cannot be written; names it
   */
  public static void write(BufferedImage image, Path file) {
    AtomicWrite.file(file, temporary -> encode(image, temporary));
  }

  /**
   * Writes a picture into a folder that is itself written whole or not at all.
   *
   * @throws IOException if the file cannot be written
   */
  public static void create(Pixels picture, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    encode(isGrey(picture) ? grey(picture) : picture.toImage(), file);
  }

  private static void encode(BufferedImage image, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("this Java has no encoder of PNG");
      }
    }
  }

  private static boolean isGrey(Pixels picture) {
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        int level = picture.level(x, y, 0);
        if (picture.level(x, y, 1) != level || picture.level(x, y, 2) != level) {
          return false;
        }
      }
    }
    return true;
  }

  private static BufferedImage grey(Pixels picture) {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
    WritableRaster raster = image.getRaster();
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        raster.setSample(x, y, 0, picture.level(x, y, 0));
      }
    }
    return image;
  }
}
