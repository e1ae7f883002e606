package org.scissionlite.trainer.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.zoo.Zoo;

/**
 * One network of every family at a small input size, which has all operators of its larger
 * relatives; with {@code -Dscissionlite.allArchitectures} all classifiers at their own sizes.
 */
class ZooMatchesOnnxRuntimeTest {
  private static final int SMALL = 96;

  static Stream<ModelGraph> networks() {
    if (System.getProperty("scissionlite.allArchitectures") != null) {
      return Zoo.classifiers().stream().map(Zoo::build);
    }
    return Stream.concat(classifiers(), others());
  }

  private static Stream<ModelGraph> others() {
    return Stream.of("unet", "retinanet")
        .map(name -> Zoo.build(name, Zoo.defaults(name).withInputSize(SMALL).withWidth(0.25)));
  }

  private static Stream<ModelGraph> classifiers() {
    return Stream.of(
            "xception",
            "resnet50",
            "resnet50v2",
            "inception_v3",
            "mobilenet",
            "mobilenetv2",
            "densenet121",
            "nasnetmobile")
        .map(name -> Zoo.build(name, Zoo.defaults(name).withInputSize(SMALL)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void forward_givesOnnxRuntimesAnswer(ModelGraph graph) {
    TensorSpec input = graph.inputs().get(0);
    Map<String, Tensor> inputs = Map.of(input.name(), random(input));
    String output = graph.outputs().get(0).name();
    try (TorchModel model = TorchModel.of(graph, ComputeDevice.CPU);
        Session session = new OrtEngine().open(graph, 2)) {
      Tensor theirs = session.run(inputs).get(output);
      double scale = Math.max(1, theirs.maxAbs());
      assertThat(model.run(inputs).get(output).maxAbsDifference(theirs)).isLessThan(1e-4 * scale);
    }
  }

  private static Tensor random(TensorSpec spec) {
    Random random = new Random(5);
    float[] values = new float[Math.toIntExact(spec.shape().elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.ofFloats(spec.shape(), values);
  }
}
