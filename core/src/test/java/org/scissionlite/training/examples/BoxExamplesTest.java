package org.scissionlite.training.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.detection.Box;
import org.scissionlite.task.measure.Judge;
import org.scissionlite.task.truth.Truth;

/** Boxes of pictures become tables in the model's view. */
class BoxExamplesTest {
  private static final Judge.View RIGHT_HALF = new Judge.View(0.5, 0, 0.5, 1);

  private record Marks(List<List<Truth.Marked>> boxes, Judge.View view) implements Examples {
    @Override
    public int size() {
      return boxes.size();
    }

    @Override
    public Tensor input(int index) {
      return Tensor.scalar(index);
    }

    @Override
    public OptionalInt label(int index) {
      return OptionalInt.of(0);
    }

    @Override
    public String sha256() {
      return "marks";
    }

    @Override
    public Optional<Marked> marked(int index) {
      return boxes.get(index) == null
          ? Optional.empty()
          : Optional.of(new Marked(new Truth.Boxes(boxes.get(index)), view));
    }
  }

  private static Truth.Marked box(int label, double left, double right, boolean crowd) {
    return new Truth.Marked(new Box(label, 1, left, 0.25, right, 0.75), crowd);
  }

  @Test
  void boxes_areThoseThatTheModelSees_paddedToTheMostOfAnExample() {
    List<Truth.Marked> two = List.of(box(1, 0.25, 0.75, false), box(0, 0.6, 0.9, true));
    List<Truth.Marked> unseen = List.of(box(1, 0.1, 0.4, false));
    BoxExamples examples = new BoxExamples(new Marks(List.of(two, unseen), RIGHT_HALF), 2);

    Tensor target = examples.target(0).orElseThrow();
    assertThat(target.shape()).isEqualTo(Shape.of(1, 2, BoxExamples.FIELDS));
    assertThat(target.toFloats())
        .containsExactly(
            new float[] {1, 0, 0.25f, 0.5f, 0.75f, 0, 0, 0.2f, 0.25f, 0.8f, 0.75f, 1},
            within(1e-6f));
    assertThat(BoxExamples.boxes(target.toFloats(), 0, 2)).hasSize(2);
    assertThat(BoxExamples.boxes(examples.target(1).orElseThrow().toFloats(), 0, 2)).isEmpty();
    assertThat(examples.label(0)).isEmpty();
  }

  @Test
  void examplesWithoutBoxesOrOfAnotherClass_areRefused() {
    Marks unmarked = new Marks(java.util.Collections.singletonList(null), Judge.View.WHOLE);
    assertThatThrownBy(() -> new BoxExamples(unmarked, 2))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--annotations");
    Marks third = new Marks(List.of(List.of(box(2, 0, 1, false))), Judge.View.WHOLE);
    assertThatThrownBy(() -> new BoxExamples(third, 2))
        .hasMessage("training image 0: a box has class 2, the model has the classes 0 to 1");
  }
}
