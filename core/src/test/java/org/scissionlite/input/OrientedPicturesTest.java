package org.scissionlite.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.ScissionLiteException;

/** Pictures of three by two fields, stored as "abc" over "def". */
class OrientedPicturesTest {
  private static final int FIELD = 16;
  private static final String STORED = "abc/def";
  private static final List<String> UPRIGHT =
      List.of(
          "abc/def",
          "cba/fed",
          "fed/cba",
          "def/abc",
          "ad/be/cf",
          "da/eb/fc",
          "fc/eb/da",
          "cf/be/ad");

  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "webp", "tif"})
  void eachOrientation_isTurnedUpright(String format) throws IOException {
    for (int orientation = 1; orientation <= 8; orientation++) {
      Pixels picture = read(ExifFiles.file(stored(), format, orientation), format);

      assertThat(fields(picture)).as("%d", orientation).isEqualTo(UPRIGHT.get(orientation - 1));
      assertThat(fields(picture.asStored())).as("%d", orientation).isEqualTo(STORED);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65_535})
  void orientationThatMeansNothing_leavesThePictureAsItIs(int orientation) throws IOException {
    assertThat(fields(read(ExifFiles.file(stored(), "jpg", orientation), "jpg"))).isEqualTo(STORED);
  }

  @Test
  void pictureInMemory_isTurnedUpright() throws IOException {
    byte[] jpeg = ExifFiles.file(stored(), "jpg", 6);

    assertThat(fields(ImageFiles.decode("camera", ByteBuffer.wrap(jpeg)))).isEqualTo("da/eb/fc");
  }

  /** What is wrong with the EXIF data spoils no picture. */
  @Test
  void damagedExifData_leaveThePictureReadable() throws IOException {
    byte[] jpeg = TestPictures.jpeg(stored(), false);
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      byte[] exif = ExifFiles.exif(6);
      for (int spoilt = 0; spoilt < 3; spoilt++) {
        exif[random.nextInt(exif.length)] = (byte) random.nextInt();
      }
      assertThat(read(ExifFiles.jpeg(jpeg, exif), "jpg").width()).isBetween(32, 48);
    }
  }

  /** A chunk that promises two gigabytes reserves none. */
  @Test
  void hugeExifData_areAnErrorOfThePicture() throws IOException {
    byte[] png = ExifFiles.file(stored(), "png", 6);
    ByteBuffer.wrap(png).putInt(8 + 25, Integer.MAX_VALUE);
    Path file = Files.write(home.resolve("a.png"), png);
    try {
      assertThat(fields(ImageFiles.read(file))).isEqualTo(STORED);
    } catch (ScissionLiteException e) {
      assertThat(e).hasMessageStartingWith("image %s: ", file).message().hasLineCount(1);
    }
  }

  private Pixels read(byte[] bytes, String format) throws IOException {
    return ImageFiles.read(Files.write(home.resolve("a." + format), bytes));
  }

  private static BufferedImage stored() {
    BufferedImage image = new BufferedImage(3 * FIELD, 2 * FIELD, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < 6; i++) {
      int level = 40 * i + 20;
      graphics.setColor(new Color(level, level, level));
      graphics.fillRect(i % 3 * FIELD, i / 3 * FIELD, FIELD, FIELD);
    }
    graphics.dispose();
    return image;
  }

  private static String fields(Pixels picture) {
    StringBuilder text = new StringBuilder();
    for (int y = FIELD / 2; y < picture.height(); y += FIELD) {
      text.append(text.isEmpty() ? "" : "/");
      for (int x = FIELD / 2; x < picture.width(); x += FIELD) {
        text.append((char) ('a' + picture.level(x, y, 1) / 40));
      }
    }
    return text.toString();
  }
}
