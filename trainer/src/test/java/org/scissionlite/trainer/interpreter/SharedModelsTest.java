package org.scissionlite.trainer.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.trainer.SharedFiles;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.trainer.libtorch.NativeMemory;

class SharedModelsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mobilenet_v1_0.75_224",
        "resnet8_cifar10_mlperftiny",
        "resnet20_cifar10",
        "resnet56_cifar10",
        "squeezenet1.1_from_fp16",
        "SqueezeNet_fp16",
        "onnx-light/light_bvlc_alexnet",
        "onnx-light/light_densenet121",
        "onnx-light/light_inception_v1",
        "onnx-light/light_inception_v2",
        "onnx-light/light_resnet50",
        "onnx-light/light_shufflenet",
        "onnx-light/light_squeezenet",
        "onnx-light/light_vgg19",
        "onnx-light/light_zfnet512"
      })
  void forward_givesOnnxRuntimesAnswer(String name) {
    ModelGraph graph = OnnxReader.read(SharedFiles.require("models/" + name + ".onnx")).graph();
    Map<String, Tensor> inputs = inputs(graph);
    try (TorchModel model = TorchModel.of(graph, ComputeDevice.CPU);
        Session session = new OrtEngine().open(graph, 2)) {
      Map<String, Tensor> ours = model.run(inputs);
      session
          .run(inputs)
          .forEach(
              (output, theirs) -> {
                double scale = Math.max(1, asFloat(theirs).maxAbs());
                double difference = asFloat(ours.get(output)).maxAbsDifference(asFloat(theirs));
                assertThat(difference).isLessThan(1e-4 * scale);
              });
    }
  }

  private static Tensor asFloat(Tensor tensor) {
    return tensor.elementType() == ElementType.FLOAT32
        ? tensor
        : NativeMemory.scoped(
            () -> HostTensors.toHost(HostTensors.toTorch(tensor), ElementType.FLOAT32));
  }

  private static Map<String, Tensor> inputs(ModelGraph graph) {
    Map<String, Tensor> inputs = new HashMap<>();
    for (TensorSpec spec : graph.inputs()) {
      Random random = new Random(5);
      float[] values = new float[Math.toIntExact(spec.shape().elements())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      Tensor floats = Tensor.ofFloats(spec.shape(), values);
      inputs.put(
          spec.name(),
          NativeMemory.scoped(
              () -> HostTensors.toHost(HostTensors.toTorch(floats), spec.elementType())));
    }
    return inputs;
  }
}
