package org.scissionlite.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.error.ScissionLiteException;

/** The beginning of a file is the whole picture, pixel by pixel, or no picture. */
class CutOffPicturesTest {
  @TempDir private Path home;

  static Stream<Arguments> files() throws IOException {
    BufferedImage colour = noise(BufferedImage.TYPE_INT_RGB);
    return Stream.of(
        Arguments.of("jpg", TestPictures.jpeg(colour, false)),
        Arguments.of("progressive jpg", TestPictures.jpeg(colour, true)),
        Arguments.of("grey jpg", TestPictures.jpeg(noise(BufferedImage.TYPE_BYTE_GRAY), false)),
        Arguments.of("png", written(colour, "png", false)),
        Arguments.of("interlaced png", written(colour, "png", true)),
        Arguments.of("palette png", written(noise(BufferedImage.TYPE_BYTE_INDEXED), "png", false)),
        Arguments.of("bmp", written(noise(BufferedImage.TYPE_3BYTE_BGR), "bmp", false)),
        Arguments.of("gif", written(noise(BufferedImage.TYPE_BYTE_INDEXED), "gif", false)),
        Arguments.of(
            "interlaced gif", written(noise(BufferedImage.TYPE_BYTE_INDEXED), "gif", true)),
        Arguments.of("wbmp", written(noise(BufferedImage.TYPE_BYTE_BINARY), "wbmp", false)),
        Arguments.of("tif", written(colour, "tif", false)),
        Arguments.of("webp", written(colour, "webp", false)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void beginningOfAFile_isTheWholePictureOrNone(String format, byte[] file) throws IOException {
    Path path = home.resolve("a." + format.substring(format.indexOf(' ') + 1));
    Pixels whole = ImageFiles.read(Files.write(path, file));
    StringBuilder wrong = new StringBuilder();
    int tail = file.length - 40;
    for (int length = 0; length < file.length; length += length < tail ? 1 + file.length / 40 : 1) {
      Files.write(path, Arrays.copyOf(file, length));
      try {
        if (!levels(ImageFiles.read(path)).equals(levels(whole))) {
          wrong.append(length).append(' ');
        }
      } catch (ScissionLiteException e) {
        assertThat(e.getMessage()).startsWith("image " + path).hasLineCount(1);
      }
    }
    assertThat(wrong.toString()).as("lengths of %d", file.length).isEmpty();
  }

  private static String levels(Pixels picture) {
    StringBuilder levels = new StringBuilder();
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        levels
            .append(picture.level(x, y, 0))
            .append(',')
            .append(picture.level(x, y, 2))
            .append(' ');
      }
    }
    return levels.toString();
  }

  private static BufferedImage noise(int type) {
    BufferedImage image = new BufferedImage(11, 13, type);
    Random random = new Random(4);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, 0xFF000000 | random.nextInt());
      }
    }
    return image;
  }

  private static byte[] written(BufferedImage image, String format, boolean interlaced)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    if (interlaced) {
      settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
