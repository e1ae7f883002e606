package org.scissionlite.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scissionlite.error.ScissionLiteException;

class PictureFormatTest {
  @TempDir private Path home;

  @ParameterizedTest
  @EnumSource
  void picture_comesBackNearlyAtAHighQuality(PictureFormat format) {
    Pixels picture = smooth(64, 48);
    Pixels decoded = PictureFormat.decode(format.encode(picture, 95));

    assertThat(decoded.width()).isEqualTo(64);
    assertThat(decoded.height()).isEqualTo(48);
    assertThat(meanError(picture, decoded)).isLessThan(3);
  }

  @ParameterizedTest
  @EnumSource
  void lowerQuality_needsFewerBytesAndErrsMore(PictureFormat format) {
    Pixels picture = noisy(64, 48);
    ByteBuffer good = format.encode(picture, 90);
    ByteBuffer bad = format.encode(picture, 20);

    assertThat(bad.remaining()).isLessThan(good.remaining());
    assertThat(meanError(picture, PictureFormat.decode(bad)))
        .isGreaterThan(meanError(picture, PictureFormat.decode(good)));
  }

  @Test
  void fullColour_keepsColoursThatQuarteredColourBlurs() {
    Pixels stripes = stripes(64, 48);

    assertThat(meanError(stripes, through(PictureFormat.JPEG_444, stripes)))
        .isLessThan(meanError(stripes, through(PictureFormat.JPEG_420, stripes)) / 2);
  }

  @Test
  void webpFile_isRead() throws IOException {
    ByteBuffer encoded = PictureFormat.WEBP.encode(smooth(40, 30), 90);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    Path file = Files.write(home.resolve("a.webp"), bytes);

    assertThat(meanError(smooth(40, 30), ImageFiles.read(file))).isLessThan(4);
    assertThat(ImageFiles.in(home)).containsExactly(file);
  }

  @Test
  void truncatedWebp_isAnError() throws IOException {
    ByteBuffer encoded = PictureFormat.WEBP.encode(noisy(40, 30), 90);
    byte[] half = new byte[encoded.remaining() / 2];
    encoded.get(half);
    Path file = Files.write(home.resolve("a.webp"), half);

    assertThatThrownBy(() -> ImageFiles.read(file))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining(file.toString());
  }

  private static Pixels through(PictureFormat format, Pixels picture) {
    return PictureFormat.decode(format.encode(picture, 90));
  }

  private static double meanError(Pixels left, Pixels right) {
    double sum = 0;
    for (int y = 0; y < left.height(); y++) {
      for (int x = 0; x < left.width(); x++) {
        for (int c = 0; c < 3; c++) {
          sum += Math.abs(left.level(x, y, c) - right.level(x, y, c));
        }
      }
    }
    return sum / (3 * left.width() * left.height());
  }

  private static Pixels smooth(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (40 + i / 3 % width + i / 3 / width);
    }
    return new Pixels(width, height, rgb);
  }

  private static Pixels noisy(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new java.util.Random(4).nextBytes(rgb);
    return new Pixels(width, height, rgb);
  }

  /** Columns of red and of green of the same brightness, one pixel wide. */
  private static Pixels stripes(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      rgb[3 * i] = (byte) (i % 2 == 0 ? 200 : 0);
      rgb[3 * i + 1] = (byte) (i % 2 == 0 ? 0 : 102);
    }
    return new Pixels(width, height, rgb);
  }
}
