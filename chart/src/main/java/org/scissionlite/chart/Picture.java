package org.scissionlite.chart;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.text.TextUtils;
import org.jfree.svg.SVGGraphics2D;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;

/** A chart that is ready to be written, 1280 x 640 points large. */
public final class Picture {
  /** Width in pixels. */
  public static final int WIDTH = 1280;

  /** Height in pixels. */
  public static final int HEIGHT = 640;

  private static final String PNG = ".png";
  private static final String SVG = ".svg";

  private final JFreeChart chart;

  Picture(JFreeChart chart) {
    this.chart = chart;
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  /** The picture as a PNG file's bytes. */
  public ByteBuffer png() {
    BufferedImage image =
        chart.createBufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB, null);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  /** The picture as an SVG document. */
  public String svg() {
    SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, HEIGHT);
    chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    return graphics.getSVGDocument();
  }

  /**
   * Checks a file's name before there is a picture to write.
   *
   * @throws UsageException for another ending than .png and .svg
   */
  public static void requireFormat(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(PNG) && !name.endsWith(SVG)) {
      throw new UsageException("picture '%s': expected a name in .png or .svg".formatted(file));
    }
  }

  /**
   * Writes the picture, whole or not at all, in the format of the file's ending.
   *
   * @throws UsageException for another ending than .png and .svg
   * @throws org.scissionlite.error.ScissionLiteException if the file cannot be written
   */
  public void write(Path file) {
    byte[] content = content(file);
    AtomicWrite.file(file, temporary -> Files.write(temporary, content));
  }

  private byte[] content(Path file) {
    requireFormat(file);
    return file.toString().toLowerCase(Locale.ROOT).endsWith(PNG)
        ? png().array()
        : svg().getBytes(StandardCharsets.UTF_8);
  }
}
