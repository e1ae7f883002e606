package org.scissionlite.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.TestImages.TestImage;

class ClassMappingTest {
  /** As class folders come: in the order of their names as texts. */
  private static final List<String> FOLDERS = List.of("0", "1", "10", "11", "2");

  @Test
  void numberedFolders_areTheClassesOfTheirNumbers() {
    TestImages mapped = oneImageOfEach(FOLDERS).forModel(List.of(), 12);

    assertThat(labels(mapped)).containsExactly(0, 1, 10, 11, 2);
    assertThat(mapped.classes().get(10)).isEqualTo("10");
  }

  @Test
  void numbersThatTheModelHasAsNames_areTakenAsNames() {
    TestImages mapped = oneImageOfEach(FOLDERS).forModel(FOLDERS, 5);

    assertThat(labels(mapped)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void numberBehindTheModelsLast_isRefused() {
    assertThatThrownBy(() -> oneImageOfEach(FOLDERS).forModel(List.of(), 11))
        .isInstanceOf(UsageException.class)
        .hasMessage("image 3.png: class 11, the model has the classes 0 to 10");
  }

  @Test
  void digitsBeyondAnyNumber_areNames() {
    assertThatThrownBy(() -> oneImageOfEach(List.of("1", "99999999999999")).forModel(List.of(), 5))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the images have 2 classes (1, ...), the model has 5");
  }

  @Test
  void labelsOfAnotherNumberThanTheModelsClasses_areRefused() {
    assertThatThrownBy(() -> oneImageOfEach(FOLDERS).forModel(FOLDERS, 6))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("the labels name 5 classes, the model has 6; ");
  }

  private static TestImages oneImageOfEach(List<String> classes) {
    List<TestImage> images =
        IntStream.range(0, classes.size())
            .mapToObj(i -> new TestImage(Path.of(i + ".png"), OptionalInt.of(i)))
            .toList();
    return new TestImages(classes, images);
  }

  private static List<Integer> labels(TestImages images) {
    return images.images().stream().map(image -> image.label().orElseThrow()).toList();
  }
}
