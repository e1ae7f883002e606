package org.scissionlite.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.ScissionLiteException;

/** Kinds of pictures that cameras do not make, but image programs do. */
class UnusualPicturesTest {
  /** "Adobe", version 100, flags 0, no colour transform. */
  private static final byte[] ADOBE_CMYK = {
    (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
  };

  @TempDir private Path home;

  /** As image programs write it: a level is 255 minus the ink; red is (1 - cyan) (1 - black). */
  @Test
  void cmykJpeg_becomesRgb() throws IOException {
    Pixels pixels =
        ImageFiles.read(Files.write(home.resolve("a.jpg"), cmykJpeg(250, 128, 60, 200)));

    assertThat(pixels.level(5, 7, 0)).isCloseTo(250 * 200 / 255, Offset.offset(4));
    assertThat(pixels.level(5, 7, 1)).isCloseTo(128 * 200 / 255, Offset.offset(4));
    assertThat(pixels.level(5, 7, 2)).isCloseTo(60 * 200 / 255, Offset.offset(4));
  }

  @Test
  void paletteWithTransparency_keepsItsColours() {
    byte[] levels = {10, 20, 30, 40};
    IndexColorModel palette = new IndexColorModel(2, 4, levels, levels, levels, 2);
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY, palette);
    image.getRaster().setSample(3, 4, 0, 1);
    image.getRaster().setSample(4, 4, 0, 2);
    Pixels pixels = ImageFiles.read(TestPictures.write(home.resolve("a.png"), image));

    assertThat(pixels.level(3, 4, 0)).isEqualTo(20);
    assertThat(pixels.level(4, 4, 0)).as("the transparent colour").isEqualTo(30);
  }

  @Test
  void animatedWebp_isAnErrorThatNamesTheFile() throws IOException {
    Path file =
        Files.write(home.resolve("a.webp"), animated(PictureFormat.WEBP.encode(grey(), 80)));

    assertThatThrownBy(() -> ImageFiles.read(file))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageStartingWith("image %s: cannot be read: ", file);
  }

  private static Pixels grey() {
    return new Pixels(16, 16, new byte[3 * 16 * 16]);
  }

  private static byte[] cmykJpeg(int... levels) throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        raster.setPixel(x, y, levels);
      }
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(jpeg)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    } finally {
      writer.dispose();
    }
    ByteBuffer plain = ByteBuffer.wrap(jpeg.toByteArray());
    ByteBuffer marked = ByteBuffer.allocate(plain.capacity() + ADOBE_CMYK.length);
    marked.put(plain.slice(0, 2)).put(ADOBE_CMYK).put(plain.position(2));
    return marked.array();
  }

  /** A WebP file of one picture as an animation of one frame. */
  private static byte[] animated(ByteBuffer webp) {
    ByteBuffer picture = webp.slice(12, webp.remaining() - 12);
    int frame = 16 + picture.remaining();
    ByteBuffer file = ByteBuffer.allocate(52 + frame).order(ByteOrder.LITTLE_ENDIAN);
    put(file, "RIFF", file.capacity() - 8).put("WEBP".getBytes(StandardCharsets.US_ASCII));
    put(file, "VP8X", 10).putInt(2).put(new byte[] {15, 0, 0, 15, 0, 0});
    put(file, "ANIM", 6).putInt(0).putShort((short) 0);
    put(file, "ANMF", frame).put(new byte[6]).put(new byte[] {15, 0, 0, 15, 0, 0}).putInt(100);
    return file.put(picture).array();
  }

  private static ByteBuffer put(ByteBuffer file, String chunk, int bytes) {
    return file.put(chunk.getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
  }
}
