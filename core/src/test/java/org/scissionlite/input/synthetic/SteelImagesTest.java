package org.scissionlite.input.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.LabelledImages;
import org.scissionlite.input.Pixels;

class SteelImagesTest {
  @TempDir private Path home;
  private int written;

  @Test
  void folder_isADataSetWithEveryClassInEverySplit() {
    Path folder = write(new SteelImages(70, 32, 1));

    LabelledImages read = LabelledImages.read(folder);

    assertThat(read.classes()).isEqualTo(SteelSurface.labels());
    assertThat(read.split("train").images()).hasSize(42);
    for (String split : new String[] {"train", "val", "test"}) {
      assertThat(read.split(split).images().stream().map(LabelledImages.Labelled::label).distinct())
          .hasSize(7);
    }
  }

  @Test
  void sameSeed_givesTheSameFiles_anotherSeedOthers() throws IOException {
    Path one = write(new SteelImages(35, 32, 5));
    Path again = write(new SteelImages(35, 32, 5));
    Path other = write(new SteelImages(35, 32, 6));
    String file = "images/patches/0003.png";

    assertThat(Files.readAllBytes(one.resolve(file)))
        .isEqualTo(Files.readAllBytes(again.resolve(file)));
    assertThat(Files.readAllBytes(one.resolve(file)))
        .isNotEqualTo(Files.readAllBytes(other.resolve(file)));
  }

  @Test
  void pictures_areTheSameOnEveryMachine() {
    StringBuilder levels = new StringBuilder();
    for (SteelSurface shown : SteelSurface.values()) {
      Pixels picture = shown.picture(48, 11);
      IntStream.range(0, 48 * 48)
          .forEach(i -> levels.append(picture.level(i % 48, i / 48, 0)).append(' '));
    }
    assertThat(Sha256.of(levels.toString()))
        .isEqualTo("c987f81de5f53a43a19536622807b64f2fc5ef87ea299d0a7738d15eabc60722");
  }

  @ParameterizedTest
  @EnumSource(SteelSurface.class)
  void pictures_areGreyAndNeitherBlackNorWhite(SteelSurface shown) {
    for (long seed = 0; seed < 20; seed++) {
      Pixels picture = shown.picture(64, seed);
      double sum = 0;
      for (int i = 0; i < 64 * 64; i++) {
        assertThat(picture.level(i % 64, i / 64, 1)).isEqualTo(picture.level(i % 64, i / 64, 2));
        sum += picture.level(i % 64, i / 64, 0);
      }
      assertThat(sum / (64 * 64)).isBetween(40.0, 200.0);
    }
  }

  @Test
  void writtenPicture_comesBackExactly() {
    Path folder = write(new SteelImages(35, 40, 3));
    Pixels read = ImageFiles.read(folder.resolve("images/ok/0000.png"));
    Pixels painted = SteelSurface.OK.picture(40, 3 * 1_000_003L + 2);
    for (int i = 0; i < 40 * 40; i++) {
      assertThat(read.level(i % 40, i / 40, 0)).isEqualTo(painted.level(i % 40, i / 40, 0));
    }
  }

  @Test
  void defect_changesTheSurface() {
    Pixels sound = SteelSurface.OK.picture(128, 2);
    Pixels scratched = SteelSurface.SCRATCH.picture(128, 2);
    long changed =
        IntStream.range(0, 128 * 128)
            .filter(
                i ->
                    Math.abs(
                            sound.level(i % 128, i / 128, 0) - scratched.level(i % 128, i / 128, 0))
                        > 40)
            .count();
    assertThat(changed).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 34, -1, 1_000_001})
  void countOutOfRange_isRefused(int count) {
    assertThatThrownBy(() -> new SteelImages(count, 64, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("count of images: expected 35 to 1,000,000");
  }

  @Test
  void sizeOutOfRange_isRefusedAndLeavesNothing() {
    Path folder = home.resolve("large");
    assertThatThrownBy(() -> new SteelImages(35, 5000, 1).write(folder, done -> {}))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected 32 to 1024 pixels, got 5000");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void ownImages_areReplaced_otherFilesStay() throws IOException {
    Path folder = home.resolve("images");
    new SteelImages(70, 32, 1).write(folder, done -> {});
    new SteelImages(35, 32, 2).write(folder, done -> {});
    assertThat(LabelledImages.read(folder).images()).hasSize(35);

    Path mine = Files.writeString(folder.resolve("images/ok/photo.png"), "mine");
    assertThatThrownBy(() -> new SteelImages(35, 32, 2).write(folder, done -> {}))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "%s holds other files than synthetic steel images, such as 'images/ok/photo.png'; choose another folder",
            folder);
    assertThat(mine).hasContent("mine");
  }

  @Test
  void noise_isSmoothAndCentred() {
    SmoothNoise noise = new SmoothNoise(4, 10, 10);
    double mean =
        IntStream.range(0, 10_000)
            .mapToDouble(i -> noise.at(i % 100 / 7.0, i / 700.0))
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(0, within(0.1));
    assertThat(noise.at(0.31, 0.42)).isCloseTo(noise.at(0.3101, 0.42), within(0.02));
  }

  @ParameterizedTest
  @EnumSource(
      value = SteelSurface.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OK"})
  void boxes_holdExactlyThePlacesOfTheMask(SteelSurface shown) {
    for (long seed = 0; seed < 5; seed++) {
      SteelPainting painting = shown.painting(96, seed);
      List<SteelPainting.Part> parts = painting.parts();

      assertThat(parts).isNotEmpty();
      assertThat(painting.marks().cardinality()).isLessThan(96 * 96 * 9 / 10);
      painting.marks().stream()
          .forEach(
              i ->
                  assertThat(parts)
                      .anyMatch(
                          part ->
                              i % 96 >= part.left()
                                  && i % 96 < part.right()
                                  && i / 96 >= part.top()
                                  && i / 96 < part.bottom()));
      for (SteelPainting.Part part : parts) {
        assertThat(
                IntStream.range(part.top(), part.bottom())
                    .anyMatch(y -> painting.marks().get(y * 96 + part.left())))
            .isTrue();
      }
    }
  }

  @Test
  void labels_areThoseOfThePaintedDefects() throws IOException {
    Path folder = write(new SteelImages(35, 64, 1));
    SteelPainting painting = SteelSurface.PATCHES.painting(64, 1_000_003L + 3);

    assertThat(Files.readAllLines(folder.resolve("labels/patches/0000.txt")))
        .hasSize(painting.parts().size())
        .allMatch(line -> line.startsWith("2 "));
    assertThat(Files.readAllLines(folder.resolve("labels/ok/0000.txt"))).isEmpty();
    assertThat(folder.resolve("annotations/instances_test.json")).content().contains("patches/");
    Pixels mask = ImageFiles.read(folder.resolve("masks/patches/0000.png"));
    for (int i = 0; i < 64 * 64; i++) {
      assertThat(mask.level(i % 64, i / 64, 0)).isEqualTo(painting.marks().get(i) ? 3 : 0);
    }
    assertThat(Files.readAllLines(folder.resolve("boxes.labels.txt")))
        .isEqualTo(SteelSurface.defects());
  }

  private Path write(SteelImages images) {
    Path folder = home.resolve("data" + written++);
    images.write(folder, done -> {});
    return folder;
  }
}
