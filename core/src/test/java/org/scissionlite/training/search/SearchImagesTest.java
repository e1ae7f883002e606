package org.scissionlite.training.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.ExamplesInMemory;

class SearchImagesTest {
  @Test
  void divided_givesEveryImageOnePurpose() {
    SearchImages images = SearchImages.divided(numbered(0, 100), 60, 7);

    assertThat(numbers(images.fitting())).hasSize(12);
    assertThat(numbers(images.tuning())).hasSize(18);
    assertThat(numbers(images.confirming())).hasSize(30);
    assertThat(numbers(images.training())).hasSize(52).containsAll(numbers(images.fitting()));
    assertThat(union(images)).hasSize(100);
  }

  @Test
  void heldOut_confirmsOnOtherImagesThanItTrainsOn() {
    SearchImages images = SearchImages.heldOut(numbered(0, 200), numbered(200, 270), 80, 7);

    assertThat(numbers(images.fitting())).hasSize(16);
    assertThat(numbers(images.tuning())).hasSize(24);
    assertThat(numbers(images.confirming())).hasSize(40);
    assertThat(numbers(images.training())).hasSize(200).containsAll(numbers(images.fitting()));
    assertThat(union(images)).hasSize(264);
  }

  /** All images but those of fitting; fails where one of them has two purposes. */
  private static Set<Float> union(SearchImages images) {
    Set<Float> all = new HashSet<>();
    for (Examples part : List.of(images.tuning(), images.confirming(), images.training())) {
      for (float number : numbers(part)) {
        assertThat(all.add(number)).isTrue();
      }
    }
    return all;
  }

  private static List<Float> numbers(Examples examples) {
    List<Float> numbers = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      numbers.add(examples.input(i).floats().get(0));
    }
    return numbers;
  }

  private static Examples numbered(int from, int to) {
    List<Tensor> inputs = new ArrayList<>();
    for (int i = from; i < to; i++) {
      inputs.add(Tensor.ofFloats(Shape.of(1), new float[] {i}));
    }
    return ExamplesInMemory.unlabelled(inputs);
  }
}
