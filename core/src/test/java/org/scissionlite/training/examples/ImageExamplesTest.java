package org.scissionlite.training.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.TestPictures;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;

class ImageExamplesTest {
  @TempDir private Path home;

  @Test
  void imageThatIsMuchTooSmall_isNamed() {
    Path small = TestPictures.write(home.resolve("small.png"));

    assertThatThrownBy(() -> examples(small, 300).input(0))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("image %s: the image is 40x30, too small".formatted(small));
  }

  @Test
  void image_isDecodedOnceWhereThereIsRoom() {
    ImageExamples examples = examples(TestPictures.write(home.resolve("a.png")), 24);

    assertThat(examples.input(0)).isSameAs(examples.input(0));
  }

  private static ImageExamples examples(Path file, int side) {
    return new ImageExamples(
        List.of(file),
        List.of(OptionalInt.empty()),
        Preprocessing.named("unit"),
        new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 3, side, side)));
  }
}
