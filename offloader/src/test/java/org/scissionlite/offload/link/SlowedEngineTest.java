package org.scissionlite.offload.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.offload.SmallModel;

class SlowedEngineTest {
  private static final TensorType MATRIX = new TensorType(ElementType.FLOAT32, Shape.of(256, 256));
  private static final ModelGraph SQUARE =
      new ModelGraph(
          "square",
          Map.of("", 17),
          List.of(new TensorSpec("x", MATRIX)),
          List.of(new TensorSpec("y", MATRIX)),
          List.of(Node.of("y", "MatMul", List.of("x", "x"), Map.of())),
          Map.of(),
          Map.of());

  @Test
  void runs_takeTheFactorTimesAsLong() {
    double plain = fastestMillis(SmallModel.ENGINE);
    double slowed = fastestMillis(new SlowedEngine(SmallModel.ENGINE, 20));
    assertThat(slowed / plain).isBetween(5.0, 100.0);
  }

  private static double fastestMillis(Engine engine) {
    Tensor input = Tensor.zeros(MATRIX);
    double fastest = Double.MAX_VALUE;
    try (Session session = engine.open(SQUARE, 1)) {
      for (int i = 0; i < 30; i++) {
        long start = System.nanoTime();
        session.run(Map.of("x", input), Map.of("y", Tensor.zeros(MATRIX)));
        fastest = Math.min(fastest, (System.nanoTime() - start) / 1e6);
      }
    }
    return fastest;
  }

  @Test
  void answers_staySame() {
    Map<String, Tensor> input = Map.of("x", Tensor.zeros(MATRIX));
    try (Session plain = SmallModel.ENGINE.open(SQUARE, 1);
        Session slowed = new SlowedEngine(SmallModel.ENGINE, 2).open(SQUARE, 1)) {
      assertThat(slowed.run(input)).isEqualTo(plain.run(input));
      assertThat(slowed.inputs()).isEqualTo(plain.inputs());
      assertThat(slowed.outputs()).isEqualTo(plain.outputs());
    }
  }

  @Test
  void description_saysThatItIsEmulated() {
    assertThat(new SlowedEngine(SmallModel.ENGINE, 12.5).description())
        .startsWith("ONNX Runtime")
        .endsWith("emulated: 12.50 times slower");
  }

  @Test
  void factorBelowOne_isRefused() {
    assertThatThrownBy(() -> new SlowedEngine(SmallModel.ENGINE, 0.5))
        .isInstanceOf(UsageException.class);
  }
}
