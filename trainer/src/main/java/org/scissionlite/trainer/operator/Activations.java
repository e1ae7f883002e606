package org.scissionlite.trainer.operator;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.trainer.libtorch.HostTensors;

/** Functions of one element, and the two softmaxes. */
final class Activations {
  private Activations() {}

  static Map<String, Operator> operators() {
    Map<String, Operator> table = new HashMap<>();
    table.put("Relu", Operator.single(call -> torch.relu(call.in(0))));
    table.put("LeakyRelu", Operator.single(Activations::leakyRelu));
    table.put("PRelu", Operator.single(Activations::prelu));
    table.put("ThresholdedRelu", Operator.single(Activations::thresholdedRelu));
    table.put("Shrink", Operator.single(Activations::shrink));
    table.put("Clip", Operator.single(Activations::clip));
    table.put("Sigmoid", Operator.single(call -> torch.sigmoid(call.in(0))));
    table.put("HardSigmoid", Operator.single(Activations::hardSigmoid));
    table.put("HardSwish", Operator.single(call -> torch.hardswish(call.in(0))));
    table.put("Elu", Operator.single(Activations::elu));
    table.put("Celu", Operator.single(Activations::celu));
    table.put("Selu", Operator.single(Activations::selu));
    table.put("Gelu", Operator.single(Activations::gelu));
    table.put("Erf", Operator.single(call -> torch.erf(call.in(0))));
    table.put("Tanh", Operator.single(call -> torch.tanh(call.in(0))));
    table.put("Softplus", Operator.single(call -> torch.softplus(call.in(0))));
    table.put("Softsign", Operator.single(Activations::softsign));
    table.put("Mish", Operator.single(call -> torch.mish(call.in(0))));
    table.put("Softmax", Operator.single(call -> softmax(call, torch::softmax)));
    table.put("LogSoftmax", Operator.single(call -> softmax(call, torch::log_softmax)));
    return table;
  }

  @FunctionalInterface
  private interface AlongAxis {
    Tensor apply(Tensor data, long axis);
  }

  /** Along one axis; before opset 13 over all axes from that one on. */
  private static Tensor softmax(Call call, AlongAxis function) {
    Tensor data = call.in(0);
    if (call.opset() >= 13) {
      return function.apply(data, call.axis("axis", -1, data.dim()));
    }
    int axis = call.axis("axis", 1, data.dim());
    Tensor rows = axis == 0 ? data.reshape(-1) : data.flatten(axis, -1);
    return function.apply(rows, axis).reshape(HostTensors.shape(data));
  }

  private static Tensor leakyRelu(Call call) {
    return torch.leaky_relu(call.in(0), call.scalar("alpha", 0.01));
  }

  /** The slope is broadcast to the input, as ONNX has it; libtorch's own wants one per channel. */
  private static Tensor prelu(Call call) {
    Tensor positive = torch.relu(call.in(0));
    return positive.add(call.in(1).mul(call.in(0).sub(positive)));
  }

  private static Tensor thresholdedRelu(Call call) {
    return torch.threshold(call.in(0), call.scalar("alpha", 1), new Scalar(0.0));
  }

  /**
   * Values near 0 become 0, all others come nearer to it. The slope is taken as 1 in the dead zone,
   * too: a quantiser rounds with it.
   */
  private static Tensor shrink(Call call) {
    Scalar bound = call.scalar("lambd", 0.5);
    Scalar bias = call.scalar("bias", 0);
    return StraightThrough.of(
        call.in(0),
        input ->
            input
                .sub(torch.sign(input).mul(bias))
                .mul(torch.gt(torch.abs(input), bound).to(input.scalar_type())));
  }

  /** Between two bounds by libtorch's hardtanh, which is several times faster than its clamp. */
  private static Tensor clip(Call call) {
    if (call.in(0).is_floating_point()
        && call.optional(1).isPresent()
        && call.optional(2).isPresent()) {
      return torch.hardtanh(
          call.in(0), new Scalar(call.in(1).item_double()), new Scalar(call.in(2).item_double()));
    }
    return torch.clamp(call.in(0), bound(call, 1, "min"), bound(call, 2, "max"));
  }

  private static ScalarOptional bound(Call call, int input, String attribute) {
    if (call.optional(input).isPresent()) {
      Tensor bound = call.in(input);
      return new ScalarOptional(
          bound.is_floating_point()
              ? new Scalar((double) bound.item_float())
              : new Scalar(bound.item_long()));
    }
    return call.node().attributes().containsKey(attribute)
        ? new ScalarOptional(call.scalar(attribute, 0))
        : new ScalarOptional();
  }

  private static Tensor hardSigmoid(Call call) {
    Tensor line = call.in(0).mul(call.scalar("alpha", 0.2)).add(call.scalar("beta", 0.5));
    return torch.clamp(
        line, new ScalarOptional(new Scalar(0.0)), new ScalarOptional(new Scalar(1.0)));
  }

  private static Tensor elu(Call call) {
    return torch.elu(call.in(0), call.scalar("alpha", 1), new Scalar(1.0), new Scalar(1.0));
  }

  private static Tensor celu(Call call) {
    return torch.celu(call.in(0), call.scalar("alpha", 1));
  }

  private static Tensor selu(Call call) {
    return torch.elu(
        call.in(0),
        call.scalar("alpha", 1.6732631921768188),
        call.scalar("gamma", 1.0507010221481323),
        new Scalar(1.0));
  }

  private static Tensor gelu(Call call) {
    return torch.gelu(call.in(0), call.node().stringAttribute("approximate", "none"));
  }

  private static Tensor softsign(Call call) {
    return call.in(0).div(torch.abs(call.in(0)).add(new Scalar(1.0)));
  }
}
