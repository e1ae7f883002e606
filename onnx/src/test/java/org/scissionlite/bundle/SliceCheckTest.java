package org.scissionlite.bundle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.RandomPictures;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.runtime.OrtEngine;

/** The check lets equal slices pass, and finds those that are not. */
class SliceCheckTest {
  private final ModelGraph model = SmallBundle.model().graph();
  private final SliceCheck check =
      new SliceCheck(
          new OrtEngine(),
          RandomPictures.examples(model.inputs(), Preprocessing.named("unit"), 2, 1));

  @Test
  void equalSlices_pass() {
    PreparedScenario scenario = SmallBundle.scenario("conv", "none");

    assertThatCode(() -> check.verify(model, scenario)).doesNotThrowAnyException();
  }

  @Test
  void lossOfAPicturesCodec_isNotTheSlices() {
    PreparedScenario scenario = SmallBundle.scenario("input", "jpeg:q=1");
    assertThatCode(() -> check.verify(model, scenario)).doesNotThrowAnyException();

    Slices wrong =
        new Slices(scenario.slices().device(), withWeight(scenario.slices().edge(), 1.001f));
    assertThatThrownBy(() -> check.verify(model, with(scenario, wrong)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("scenario input.jpeg_q_1: the slices' output 'scores' differs");
  }

  @Test
  void weightOffByOneInAThousand_isFound() {
    PreparedScenario scenario = SmallBundle.scenario("conv", "none");
    Slices wrong =
        new Slices(withWeight(scenario.slices().device(), 1.001f), scenario.slices().edge());

    assertThatThrownBy(() -> check.verify(model, with(scenario, wrong)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("scenario conv.none: the slices' output 'scores' differs");
  }

  @Test
  void slicesOfAnotherTransferLayer_areFound() {
    PreparedScenario none = SmallBundle.scenario("relu", "none");
    PreparedScenario pooled = SmallBundle.scenario("relu", "pool2");

    assertThatThrownBy(
            () ->
                check.verify(
                    model,
                    new PreparedScenario(none.name(), "none", none.inserted(), pooled.slices())))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("expected the device slice to write");
  }

  @Test
  void nanInTheWeights_isSaidPlainly() {
    ModelGraph broken = withWeight(model, Float.NaN);
    PreparedScenario scenario = SmallBundle.scenario("conv", "none");

    assertThatThrownBy(() -> check.verify(broken, scenario))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void noExample_isRefused() {
    assertThatThrownBy(() -> new SliceCheck(new OrtEngine(), List.of()))
        .isInstanceOf(ScissionLiteException.class);
  }

  private static PreparedScenario with(PreparedScenario scenario, Slices slices) {
    return new PreparedScenario(
        scenario.name(), scenario.transferLayer(), scenario.inserted(), slices);
  }

  private static ModelGraph withWeight(ModelGraph graph, float red) {
    Tensor weight = Tensor.ofFloats(Shape.of(3, 3, 1, 1), red, 0, 0, 0, 1, 0, 0, 0, 1);
    return graph.withInitializers(Map.of("weight", weight));
  }
}
