package org.scissionlite.training.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing.Layout;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.training.TrainingData;

class ExamplesTest {
  private static final Examples HUNDRED =
      new ExamplesInMemory(
          IntStream.range(0, 100).mapToObj(i -> Tensor.ofFloats(Shape.of(1, 1), i)).toList(),
          IntStream.range(0, 100).boxed().toList());

  @Test
  void variants_areTheImagesFirst_thenWindowsOfThem() {
    float[] ramp = new float[64 * 64];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i % 64;
    }
    Tensor image = Tensor.ofFloats(Shape.of(1, 1, 64, 64), ramp);
    Examples varied = varied(image, Layout.NCHW, 20);
    assertThat(varied.size()).isEqualTo(20);
    assertThat(varied.input(0)).isEqualTo(image);
    Set<Integer> directions = new HashSet<>();
    for (int i = 1; i < 20; i++) {
      float[] row = Arrays.copyOf(varied.input(i).toFloats(), 64);
      float span = row[63] - row[0];
      directions.add((int) Math.signum(span));
      assertThat(Math.abs(span)).as("width of the window").isBetween(0.74f * 62, 63f);
      for (int x = 1; x < 63; x++) {
        assertThat(row[x] - row[x - 1]).as("no jumps").isBetween(-1.01f, 1.01f);
        assertThat(row[x]).as("inside the image").isBetween(0f, 63f);
      }
    }
    assertThat(directions).as("some mirrored, some not").containsExactlyInAnyOrder(-1, 1);
  }

  @Test
  void variants_areTheSameInBothLayouts() {
    float[] planes = new float[3 * 8 * 8];
    float[] pixels = new float[planes.length];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = (i * 37) % 101;
      pixels[i % 64 * 3 + i / 64] = planes[i];
    }
    Tensor first = Tensor.ofFloats(Shape.of(1, 3, 8, 8), planes);
    Tensor last = Tensor.ofFloats(Shape.of(1, 8, 8, 3), pixels);
    float[] one = varied(first, Layout.NCHW, 2).input(1).toFloats();
    float[] other = varied(last, Layout.NHWC, 2).input(1).toFloats();
    for (int i = 0; i < one.length; i++) {
      assertThat(other[i % 64 * 3 + i / 64]).isEqualTo(one[i]);
    }
  }

  private static Examples varied(Tensor image, Layout layout, int variants) {
    return new VariedExamples(ExamplesInMemory.unlabelled(List.of(image)), layout, variants, 3);
  }

  @Test
  void noVariantAtAll_isRefused() {
    assertThatThrownBy(() -> new VariedExamples(HUNDRED, Layout.NCHW, 0, 1))
        .isInstanceOf(UsageException.class)
        .hasMessage("variants of an image: expected 1 or more, got 0");
  }

  @Test
  void dividedExamples_areAllUsedOnce_aTenthToCheckWith() {
    TrainingData data = TrainingData.divided(HUNDRED, 1000, 5);
    assertThat(data.validation().size()).isEqualTo(10);
    List<Integer> seen = new ArrayList<>();
    for (Examples part : List.of(data.training(), data.validation())) {
      for (int i = 0; i < part.size(); i++) {
        assertThat(part.input(i).toFloats()[0]).isEqualTo(part.label(i).orElseThrow());
        seen.add(part.label(i).orElseThrow());
      }
    }
    assertThat(seen).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void sameSeed_givesTheSameData() {
    assertThat(TrainingData.divided(HUNDRED, 50, 5).sha256())
        .isEqualTo(TrainingData.divided(HUNDRED, 50, 5).sha256())
        .isNotEqualTo(TrainingData.divided(HUNDRED, 50, 6).sha256());
  }

  @Test
  void everyKindOfExamples_hasAHashOfItsOwn() {
    Examples image =
        ExamplesInMemory.unlabelled(List.of(Tensor.ofFloats(Shape.of(1, 1, 1, 2), 1, 2)));
    Set<String> hashes = new HashSet<>();
    hashes.add(image.sha256());
    hashes.add(new VariedExamples(image, Layout.NCHW, 2, 1).sha256());
    hashes.add(new UnlabelledExamples(image).sha256());
    hashes.add(new SelectedExamples(image, List.of(0)).sha256());
    assertThat(hashes).hasSize(4);
  }

  @Test
  void oneExample_cannotBeDivided() {
    Examples one = new SelectedExamples(HUNDRED, List.of(0));
    assertThatThrownBy(() -> TrainingData.divided(one, 10, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the training part has no images");
  }
}
