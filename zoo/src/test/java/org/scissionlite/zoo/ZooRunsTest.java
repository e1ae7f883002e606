package org.scissionlite.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.OrtEngine;

class ZooRunsTest {
  @Test
  void onnxRuntime_answersTwoImagesDifferently_withUnsaturatedProbabilities() {
    ModelGraph graph = Zoo.build("densenet169");

    try (Session session = new OrtEngine().open(graph, 2)) {
      Tensor one = answer(session, 1);
      Tensor other = answer(session, 2);

      assertThat(one.maxAbs()).isBetween(0.0011, 0.99);
      assertThat(one.maxAbsDifference(other)).isBetween(1e-6, 1.0);
    }
  }

  private static Tensor answer(Session session, long seed) {
    Shape shape = session.inputs().get(0).shape();
    float[] pixels = new float[Math.toIntExact(shape.elements())];
    Random random = new Random(seed);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return session.run(Map.of(Network.INPUT, Tensor.ofFloats(shape, pixels))).get("predictions");
  }
}
