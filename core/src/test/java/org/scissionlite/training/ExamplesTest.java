package org.scissionlite.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing.Layout;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;

class ExamplesTest {
  private static final Examples HUNDRED =
      new ExamplesInMemory(
          IntStream.range(0, 100).mapToObj(i -> Tensor.ofFloats(Shape.of(1, 1), i)).toList(),
          IntStream.range(0, 100).boxed().toList());

  @Test
  void mirrored_exchangesLeftAndRight_inBothLayouts() {
    Tensor first = Tensor.ofFloats(Shape.of(1, 2, 1, 3), 1, 2, 3, 4, 5, 6);
    Examples planes =
        new MirroredExamples(ExamplesInMemory.unlabelled(List.of(first)), Layout.NCHW);
    assertThat(planes.size()).isEqualTo(2);
    assertThat(planes.input(0)).isEqualTo(first);
    assertThat(planes.input(1).toFloats()).containsExactly(3, 2, 1, 6, 5, 4);
    Tensor last = Tensor.ofFloats(Shape.of(1, 1, 3, 2), 1, 2, 3, 4, 5, 6);
    Examples pixels = new MirroredExamples(ExamplesInMemory.unlabelled(List.of(last)), Layout.NHWC);
    assertThat(pixels.input(1).toFloats()).containsExactly(5, 6, 3, 4, 1, 2);
  }

  @Test
  void dividedExamples_areAllUsedOnce_aTenthToCheckWith() {
    TrainingData data = SelectedExamples.divided(HUNDRED, 1000, 5);
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
    assertThat(SelectedExamples.divided(HUNDRED, 50, 5).sha256())
        .isEqualTo(SelectedExamples.divided(HUNDRED, 50, 5).sha256())
        .isNotEqualTo(SelectedExamples.divided(HUNDRED, 50, 6).sha256());
  }

  @Test
  void everyKindOfExamples_hasAHashOfItsOwn() {
    Examples image =
        ExamplesInMemory.unlabelled(List.of(Tensor.ofFloats(Shape.of(1, 1, 1, 2), 1, 2)));
    Set<String> hashes = new HashSet<>();
    hashes.add(image.sha256());
    hashes.add(new MirroredExamples(image, Layout.NCHW).sha256());
    hashes.add(new UnlabelledExamples(image).sha256());
    hashes.add(new SelectedExamples(image, List.of(0)).sha256());
    assertThat(hashes).hasSize(4);
  }

  @Test
  void oneExample_cannotBeDivided() {
    Examples one = new SelectedExamples(HUNDRED, List.of(0));
    assertThatThrownBy(() -> SelectedExamples.divided(one, 10, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the training part has no images");
  }
}
