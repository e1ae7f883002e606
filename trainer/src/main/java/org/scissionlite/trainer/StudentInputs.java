package org.scissionlite.trainer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.trainer.interpreter.TorchModel;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.transfer.Dial;

/** What a model that learns is given: images, and the step of its transfer layer's dial. */
final class StudentInputs {
  private StudentInputs() {}

  /**
   * The inputs of a batch.
   *
   * @param images [N,...]
   * @param step of the dial for all of them, which a model without a dial is not told
   */
  static Map<String, Tensor> of(TorchModel model, Tensor images, int step) {
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put(model.graph().inputs().get(0).name(), images);
    long[] numbers = new long[Math.toIntExact(images.size(0))];
    Arrays.fill(numbers, step);
    for (TensorSpec dial : Dial.among(model.graph().inputs())) {
      inputs.put(dial.name(), HostTensors.indices(numbers, ComputeDevice.CPU));
    }
    return inputs;
  }
}
