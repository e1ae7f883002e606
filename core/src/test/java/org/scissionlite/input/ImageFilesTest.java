package org.scissionlite.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;

class ImageFilesTest {
  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(strings = {"a.png", "a.bmp"})
  void losslessColour_comesBackExactly(String name) {
    Pixels pixels = read(name, BufferedImage.TYPE_INT_RGB);

    assertThat(pixels.width()).isEqualTo(40);
    assertThat(pixels.height()).isEqualTo(30);
    assertThat(levels(pixels, 17, 5)).containsExactly(17, 5, 22);
    assertThat(levels(pixels, 39, 29)).containsExactly(39, 29, 68);
  }

  @Test
  void jpeg_comesBackNearly() {
    Pixels pixels = read("a.jpg", BufferedImage.TYPE_INT_RGB);

    assertThat(pixels.level(17, 5, 0)).isBetween(9, 25);
    assertThat(pixels.level(17, 5, 2)).isBetween(14, 30);
  }

  @Test
  void transparency_isIgnored() {
    BufferedImage image = TestPictures.gradient(8, 8, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(3, 4, 0x00102030);
    Path file = TestPictures.write(home.resolve("a.png"), image);

    assertThat(levels(ImageFiles.read(file), 3, 4)).containsExactly(0x10, 0x20, 0x30);
  }

  @Test
  void indexedColours_areLookedUp() {
    Pixels pixels = read("a.png", BufferedImage.TYPE_BYTE_INDEXED);

    assertThat(pixels.level(17, 5, 0)).isBetween(0, 51);
    assertThat(pixels.level(0, 0, 2)).isZero();
  }

  @Test
  void blackAndWhite_isZeroAnd255() {
    BufferedImage image = new BufferedImage(9, 2, BufferedImage.TYPE_BYTE_BINARY);
    image.setRGB(8, 1, 0xFFFFFFFF);
    Pixels pixels = ImageFiles.read(TestPictures.write(home.resolve("a.png"), image));

    assertThat(levels(pixels, 8, 1)).containsExactly(255, 255, 255);
    assertThat(levels(pixels, 7, 1)).containsExactly(0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.png", "a.jpg", "a.bmp"})
  void grey_becomesThreeEqualChannelsOfTheSameLevel(String name) {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    WritableRaster raster = image.getRaster();
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        raster.setSample(x, y, 0, 100);
      }
    }
    Pixels pixels = ImageFiles.read(TestPictures.write(home.resolve(name), image));

    assertThat(levels(pixels, 7, 9)).containsExactly(100, 100, 100);
  }

  @Test
  void greyWithTransparency_keepsItsLevel() {
    ColorModel greyAlpha =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            ColorModel.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster = greyAlpha.createCompatibleWritableRaster(4, 4);
    raster.setPixel(1, 2, new int[] {90, 7});
    BufferedImage image = new BufferedImage(greyAlpha, raster, false, null);
    Pixels pixels = ImageFiles.read(TestPictures.write(home.resolve("a.png"), image));

    assertThat(levels(pixels, 1, 2)).containsExactly(90, 90, 90);
  }

  @Test
  void sixteenBitGrey_keepsTheUpperEightBits() {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(1, 2, 0, 0xABFF);
    Pixels pixels = ImageFiles.read(TestPictures.write(home.resolve("a.png"), image));

    assertThat(levels(pixels, 1, 2)).containsExactly(0xAB, 0xAB, 0xAB);
  }

  @Test
  void sixteenBitColour_keepsTheUpperEightBits() {
    ColorModel deep =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            ColorModel.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = deep.createCompatibleWritableRaster(4, 4);
    raster.setPixel(1, 2, new int[] {0xABFF, 0x10F0, 0xFFFF});
    BufferedImage image = new BufferedImage(deep, raster, false, null);
    Pixels pixels = ImageFiles.read(TestPictures.write(home.resolve("a.png"), image));

    assertThat(levels(pixels, 1, 2)).containsExactly(0xAB, 0x10, 0xFF);
  }

  @Test
  void decompressionBomb_isRefusedBeforeItIsDecoded() throws IOException {
    Path file = Files.write(home.resolve("bomb.png"), TestPictures.pngHeader(60_000, 60_000));

    assertThatThrownBy(() -> ImageFiles.read(file))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage("image %s: 3600000000 pixels, the most is 100000000", file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.png", "a.jpg", "a.bmp"})
  void truncatedFile_isAnErrorAtAnyLength(String name) throws IOException {
    Path whole = TestPictures.write(home.resolve(name), TestPictures.gradient(64, 64, 1));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = home.resolve("cut-" + name);
    for (int length = 0; length < bytes.length * 3 / 4; length += 1 + bytes.length / 40) {
      Files.write(cut, Arrays.copyOf(bytes, length));

      assertThatThrownBy(() -> ImageFiles.read(cut))
          .as("first %d of %d bytes", length, bytes.length)
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining(cut.toString());
    }
  }

  /** Java's decoder fills up with grey what is missing of a JPEG, in one pass or several. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void jpegCutOffInItsPicture_isAnErrorUpToItsLastByte(boolean progressive) throws IOException {
    byte[] bytes = TestPictures.jpeg(TestPictures.gradient(64, 64, 1), progressive);
    Path cut = home.resolve("cut.jpg");
    for (int length = bytes.length - 40; length < bytes.length; length += 3) {
      Files.write(cut, Arrays.copyOf(bytes, length));

      assertThatThrownBy(() -> ImageFiles.read(cut))
          .as("first %d of %d bytes", length, bytes.length)
          .isInstanceOf(ScissionLiteException.class)
          .hasMessage(
              "image %s: cut off, the file ends before the picture does; copy it again", cut);
    }
    Files.write(cut, Arrays.copyOf(bytes, bytes.length + 10));
    assertThat(ImageFiles.read(cut).width()).as("bytes behind its end").isEqualTo(64);
  }

  @Test
  void textNamedLikeAPicture_isNamedWithTheKnownFormats() throws IOException {
    Path file = Files.writeString(home.resolve("a.jpg"), "not a picture");

    assertThatThrownBy(() -> ImageFiles.read(file))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageStartingWith("image %s: not an image of a known format (", file)
        .hasMessageContaining("png");
  }

  @Test
  void missingFileAndFolder_areNoPictures() {
    assertThatThrownBy(() -> ImageFiles.read(home.resolve("none.png")))
        .hasMessage("image %s: no such file", home.resolve("none.png"));
    assertThatThrownBy(() -> ImageFiles.read(home)).isInstanceOf(ScissionLiteException.class);
  }

  @Test
  void folder_givesItsPicturesSortedByPath() throws IOException {
    Path b = TestPictures.write(home.resolve("b.PNG"), TestPictures.gradient(4, 4, 1));
    Path a = TestPictures.write(home.resolve("deep/er/a.jpg"), TestPictures.gradient(4, 4, 1));
    Files.writeString(home.resolve("notes.txt"), "no picture");

    assertThat(ImageFiles.in(home)).containsExactly(b, a);
  }

  @Test
  void folderWithoutPictures_saysWhichFormatsAreRead() throws IOException {
    Files.writeString(home.resolve("notes.txt"), "no picture");

    assertThatThrownBy(() -> ImageFiles.in(home))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("folder %s holds no image (", home);
    assertThatThrownBy(() -> ImageFiles.in(home.resolve("none")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no such file");
  }

  private Pixels read(String name, int type) {
    return ImageFiles.read(
        TestPictures.write(home.resolve(name), TestPictures.gradient(40, 30, type)));
  }

  private static int[] levels(Pixels pixels, int x, int y) {
    return new int[] {pixels.level(x, y, 0), pixels.level(x, y, 1), pixels.level(x, y, 2)};
  }
}
