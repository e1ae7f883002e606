package org.scissionlite.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;

/** The gradients of a softmax of the features themselves are known: one for the class, minus p. */
class AnswerGradientsTest {
  private static final TensorSpec FEATURES =
      new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 3));
  private static final float[] PROBABILITIES = {0.2f, 0.7f, 0.1f};

  @Test
  void gradients_areThoseOfTheDrawnClass() {
    for (Map<String, Tensor> gradient : gradients(40)) {
      float[] values = gradient.get("x").toFloats();
      int drawn = 0;
      for (int i = 1; i < 3; i++) {
        drawn = values[i] > values[drawn] ? i : drawn;
      }
      for (int i = 0; i < 3; i++) {
        float expected = (i == drawn ? 1 : 0) - PROBABILITIES[i];
        assertThat(values[i]).isCloseTo(expected, within(1e-5f));
      }
    }
  }

  @Test
  void classesAreDrawnAsOftenAsTheAnswerSays() {
    List<Map<String, Tensor>> gradients = gradients(1000);
    double sum = gradients.stream().mapToDouble(each -> each.get("x").toFloats()[1]).sum();
    assertThat(gradients).hasSize(2000);
    assertThat(sum / gradients.size()).isCloseTo(0, within(0.04));
  }

  @Test
  void sameSeed_drawsTheSameClasses() {
    assertThat(gradients(20)).isEqualTo(gradients(20));
  }

  /** Behind a cut that keeps all that the task reads, what is left counts by its values. */
  @Test
  void partThatAnswersNothingOfTheTask_hasGradientsOfItsValues() {
    Map<String, Tensor> features = Map.of("x", Tensor.ofFloats(FEATURES.shape(), 1, 2, 3));
    ModelGraph rest = rest("Sigmoid");
    Task classes =
        Task.parse(
            "classification:output=kept",
            new ModelEnds(
                rest.inputs(),
                List.of(new TensorSpec("kept", FEATURES.type()), rest.outputs().get(0)),
                List.of()));
    List<Map<String, Tensor>> gradients =
        new AnswerGradients(1, 5, Optional.of(classes)).gradients(rest, List.of(features));
    assertThat(gradients).hasSize(2);
    for (Map<String, Tensor> gradient : gradients) {
      assertThat(gradient.get("x").maxAbs()).isGreaterThan(1e-3);
    }
  }

  private static ModelGraph rest(String operator) {
    return new ModelGraph(
        "rest",
        Map.of("", 17),
        List.of(FEATURES),
        List.of(new TensorSpec("y", ElementType.FLOAT32, Shape.of(1, 3))),
        List.of(Node.of("y", operator, List.of("x"), Map.of())),
        Map.of(),
        Map.of());
  }

  private static List<Map<String, Tensor>> gradients(int count) {
    float[] logits = new float[3];
    for (int i = 0; i < 3; i++) {
      logits[i] = (float) Math.log(PROBABILITIES[i]);
    }
    Map<String, Tensor> features = Map.of("x", Tensor.ofFloats(FEATURES.shape(), logits));
    return new AnswerGradients(1, 5)
        .gradients(rest("Softmax"), Collections.nCopies(count, features));
  }
}
