package org.scissionlite.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.TestImages.TestImage;
import org.scissionlite.input.TestPictures;

class TestImagesTest {
  @TempDir private Path home;

  @Test
  void bareImages_haveNoLabels() {
    TestPictures.write(home.resolve("b.png"));
    TestPictures.write(home.resolve("a.png"));

    TestImages images = TestImages.read(home, "test");

    assertThat(images.classes()).isEmpty();
    assertThat(images.images())
        .containsExactly(
            new TestImage(home.resolve("a.png"), OptionalInt.empty()),
            new TestImage(home.resolve("b.png"), OptionalInt.empty()));
    assertThat(images.forModel(List.of(), 10)).isEqualTo(images);
  }

  @Test
  void oneLabelledImage_isEnough() throws IOException {
    list("a.png,3,test");

    TestImages images = TestImages.read(home, "test").forModel(List.of(), 10);

    assertThat(images.images()).hasSize(1);
    assertThat(images.images().get(0).label()).hasValue(3);
  }

  @Test
  void numberThatTheModelDoesNotHave_isRefusedWithTheImage() throws IOException {
    list("a.png,10,test");

    assertThatThrownBy(() -> TestImages.read(home, "test").forModel(List.of(), 10))
        .isInstanceOf(UsageException.class)
        .hasMessageEndingWith("a.png: class 10, the model has the classes 0 to 9");
  }

  @Test
  void names_takeTheNumbersOfTheModelsClasses() throws IOException {
    list("a.png,scratch,test", "b.png,dent,test");

    TestImages images =
        TestImages.read(home, "test").forModel(List.of("rust", "scratch", "dent"), 3);

    assertThat(images.classes()).containsExactly("rust", "scratch", "dent");
    assertThat(images.images().stream().map(image -> image.label().orElseThrow()))
        .containsExactly(1, 2);
  }

  @Test
  void nameThatTheModelDoesNotHave_isRefusedWithItsClasses() throws IOException {
    list("a.png,scratch,test");

    assertThatThrownBy(() -> TestImages.read(home, "test").forModel(List.of("rust", "dent"), 2))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("unknown class of the images 'scratch'; valid");
  }

  @Test
  void namesWithoutTheModels_needAsManyClasses() throws IOException {
    list("a.png,scratch,test", "b.png,dent,test");

    assertThat(TestImages.read(home, "test").forModel(List.of(), 2).images()).hasSize(2);
    assertThatThrownBy(() -> TestImages.read(home, "test").forModel(List.of(), 10))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("have 2 classes (dent, ...), the model has 10; name the model's");
  }

  @Test
  void evenly_choosesFromTheWhole() throws IOException {
    list("a.png,0,test", "b.png,1,test", "c.png,2,test", "d.png,3,test");

    assertThat(
            TestImages.read(home, "test").evenly(2).images().stream()
                .map(image -> image.label().orElseThrow()))
        .containsExactly(0, 2);
  }

  @Test
  void evenly_losesNoClassOfAListThatGoesThroughThemInTurns() throws IOException {
    list(
        "a.png,0,test",
        "b.png,1,test",
        "c.png,0,test",
        "d.png,1,test",
        "e.png,0,test",
        "f.png,1,test",
        "g.png,0,test",
        "h.png,1,test");

    assertThat(
            TestImages.read(home, "test").evenly(4).images().stream()
                .map(image -> image.file().getFileName() + " " + image.label().orElseThrow()))
        .containsExactly("a.png 0", "b.png 1", "e.png 0", "f.png 1");
  }

  private void list(String... lines) throws IOException {
    for (String line : lines) {
      TestPictures.write(home.resolve(line.substring(0, line.indexOf(','))));
    }
    Files.writeString(
        home.resolve("labels.csv"), "file,label,split\n" + String.join("\n", lines) + "\n");
  }
}
