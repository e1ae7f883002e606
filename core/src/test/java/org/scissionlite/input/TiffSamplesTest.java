package org.scissionlite.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.error.ScissionLiteException;

/** Samples are levels from black to white, or refused: never taken for something else. */
class TiffSamplesTest {
  private static final String REAL = "floating-point samples, whose range is not known";
  private static final String SIGNED = "signed samples, whose black and white are not known";

  @TempDir private Path home;

  static Stream<Arguments> refused() {
    int half = Float.floatToIntBits(0.8f);
    return Stream.of(
        Arguments.of(new Tiff(1, 1, 32, 3, 1), Tiff.ints(half), REAL),
        Arguments.of(new Tiff(1, 3, 32, 3, 2), Tiff.ints(half, half, half), REAL),
        Arguments.of(new Tiff(1, 1, 16, 3, 1), Tiff.shorts(0x3A66), REAL),
        Arguments.of(new Tiff(1, 1, 64, 3, 1), new byte[8], REAL),
        Arguments.of(new Tiff(1, 1, 8, 2, 1), new byte[] {-1}, SIGNED),
        Arguments.of(new Tiff(1, 1, 16, 2, 1), Tiff.shorts(-1), SIGNED),
        Arguments.of(new Tiff(1, 1, 32, 2, 1), Tiff.ints(-1), SIGNED),
        Arguments.of(new Tiff(1, 1, 32, 1, 1), Tiff.ints(255), "samples of 32 bits"),
        Arguments.of(new Tiff(1, 4, 16, 1, 5), Tiff.shorts(0, 0, 0, 0), "the colours CMYK"),
        Arguments.of(new Tiff(1, 3, 8, 1, 8), new byte[3], "the colours Lab"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Tiff tiff, byte[] samples, String named) throws IOException {
    Path file = Files.write(home.resolve("a.tif"), tiff.file(samples));

    assertThatThrownBy(() -> ImageFiles.read(file))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageStartingWith("image " + file + ": it has ")
        .hasMessageContaining(named)
        .hasMessageEndingWith("; save it with 8 or 16 bits a sample, grey or RGB");
  }

  @Test
  void unsignedSamplesOf8And16Bits_areLevels() throws IOException {
    assertThat(level(new Tiff(2, 1, 8, 1, 1), new byte[] {0, (byte) 204})).isEqualTo(204);
    assertThat(level(new Tiff(2, 1, 16, 1, 1), Tiff.shorts(0, 0xCCFF))).isEqualTo(0xCC);
    assertThat(level(new Tiff(2, 1, 8, 1, 0), new byte[] {0, 55})).as("white is 0").isEqualTo(200);
    assertThat(level(new Tiff(2, 2, 8, 1, 1), new byte[] {0, 0, (byte) 204, 7})).isEqualTo(204);
  }

  @Test
  void fewBits_reachFromBlackToWhite() throws IOException {
    assertThat(level(new Tiff(2, 1, 1, 1, 1), new byte[] {0x40})).isEqualTo(255);
    assertThat(level(new Tiff(2, 1, 1, 1, 0), new byte[] {0x40})).as("white is 0").isZero();
    assertThat(level(new Tiff(2, 1, 4, 1, 1), new byte[] {0x08})).isEqualTo(8 * 17);
    assertThat(level(new Tiff(2, 1, 2, 1, 1), new byte[] {0x20})).isEqualTo(2 * 85);
  }

  /** The level of the second pixel. */
  private int level(Tiff tiff, byte[] samples) throws IOException {
    return ImageFiles.read(Files.write(home.resolve("a.tif"), tiff.file(samples))).level(1, 0, 1);
  }
}
