package org.scissionlite.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.block.ReferenceCuts;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.zoo.layer.Network;

/** ONNX Runtime runs the architectures; small images keep the test short. */
class ZooRunsTest {
  private static final double MOST_PROBABLE = 0.9;

  static List<String> names() {
    return Zoo.classifiers();
  }

  @ParameterizedTest
  @MethodSource("names")
  void smallImages_getDifferentAndUnsaturatedProbabilities(String name) {
    run(Zoo.build(name, Zoo.defaults(name).withInputSize(96).withClasses(20)));
  }

  @Test
  void largeImages_getDifferentAndUnsaturatedProbabilities() {
    run(Zoo.build("densenet169"));
  }

  private static void run(ModelGraph graph) {
    try (Session session = new OrtEngine().open(graph, 2)) {
      Tensor one = answer(session, 1);
      Tensor other = answer(session, 2);
      double classes = one.shape().elements();

      assertThat(sum(one)).isBetween(0.9999, 1.0001);
      assertThat(one.maxAbs()).isBetween(1.05 / classes, MOST_PROBABLE);
      assertThat(one.maxAbsDifference(other)).isGreaterThan(1e-5);
    }
  }

  @ParameterizedTest
  @MethodSource("withSpecialLayers")
  void writtenModel_isReadBackWithTheSameLayersParametersAndBlocks(String name) {
    ModelGraph graph = Zoo.build(name, Zoo.defaults(name).withInputSize(96).withClasses(20));

    ModelGraph again = OnnxReader.read(OnnxWriter.toBytes(graph), name).graph();

    assertThat(again.nodes()).isEqualTo(graph.nodes());
    assertThat(again.parameters()).isEqualTo(graph.parameters());
    assertThat(ReferenceCuts.of(again).cuts()).isEqualTo(ReferenceCuts.of(graph).cuts());
  }

  /** Clips and reshapes; batch normalisation without a scale; scaled sums; crops. */
  static List<String> withSpecialLayers() {
    return List.of("mobilenet", "inception_v3", "inceptionresnet_v2", "nasnetmobile");
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

  private static double sum(Tensor probabilities) {
    double sum = 0;
    for (float probability : probabilities.toFloats()) {
      sum += probability;
    }
    return sum;
  }
}
