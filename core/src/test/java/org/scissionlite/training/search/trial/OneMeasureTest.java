package org.scissionlite.training.search.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import org.scissionlite.task.measure.Judge;
import org.scissionlite.task.truth.Mask;
import org.scissionlite.task.truth.Truth;
import org.scissionlite.training.examples.Examples;

/** A layer is confirmed by the measure that it was chosen by, whatever the images define. */
class OneMeasureTest {
  private static final String IMAGES = "AUROC of images";
  private static final TensorSpec MAP =
      new TensorSpec("map", ElementType.FLOAT32, Shape.of(1, 1, 2, 2));
  private static final Task TASK =
      Task.parse("anomaly", new ModelEnds(List.of(MAP), List.of(MAP), List.of()));

  /** Pictures of which some are unusual. */
  private record Parts(List<Boolean> unusual) implements Examples {
    @Override
    public int size() {
      return unusual.size();
    }

    @Override
    public Tensor input(int index) {
      float score = unusual.get(index) ? 0.9f - 0.01f * index : 0.1f + 0.01f * index;
      return Tensor.ofFloats(MAP.shape(), 0, score, 0.05f, 0.01f);
    }

    @Override
    public OptionalInt label(int index) {
      return OptionalInt.empty();
    }

    @Override
    public Optional<Marked> marked(int index) {
      return Optional.of(
          new Marked(
              new Truth.Unusual(unusual.get(index), Optional.of(Mask.empty())), Judge.View.WHOLE));
    }

    @Override
    public String sha256() {
      return unusual.toString();
    }

    private Reference reference(Optional<String> measure) {
      List<Map<String, Tensor>> outputs =
          IntStream.range(0, size()).mapToObj(i -> Map.of("map", input(i))).toList();
      return Reference.of(TASK, outputs, this, measure);
    }
  }

  private static final Parts BOTH = new Parts(List.of(true, false, true, false));
  private static final Parts SOUND = new Parts(List.of(false, false, false));

  @Test
  void imagesOfOneKind_areNotJudgedByTheOrderOfBoth() {
    assertThat(BOTH.reference(Optional.empty()).measure()).contains(IMAGES);
    String other = SOUND.reference(Optional.empty()).measure().orElseThrow();
    assertThat(other).isNotEqualTo(IMAGES);
  }

  @Test
  void confirmation_keepsTheMeasureOfTheChoice() {
    String chosenBy = SOUND.reference(Optional.empty()).measure().orElseThrow();
    Reference confirming = BOTH.reference(Optional.of(chosenBy));
    assertThat(confirming.measure()).contains(chosenBy);
    Reference.Count count = confirming.count();
    IntStream.range(0, BOTH.size()).forEach(i -> count.add(Map.of("map", BOTH.input(i)), 10));
    assertThat(count.trial("q8").measure()).isEqualTo(chosenBy);
  }

  @Test
  void imagesThatDoNotDefineIt_areRefused() {
    assertThatThrownBy(() -> SOUND.reference(Optional.of(IMAGES)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage(
            "the 3 images that confirm do not define the AUROC of images that the layer was chosen by; give more images, or of each kind some");
  }
}
