package org.scissionlite.trainer.operator;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.trainer.libtorch.HostTensors;

/** Constants, shapes as values, and conversions of the element type. */
final class Constants {
  private Constants() {}

  static Map<String, Operator> operators() {
    return Map.of(
        "Constant", Operator.single(Constants::constant),
        "ConstantOfShape", Operator.single(Constants::constantOfShape),
        "Shape", Operator.single(Constants::shape),
        "Size", Operator.single(call -> torch.tensor(call.in(0).numel())),
        "Cast", Operator.single(Constants::cast));
  }

  private static Tensor constant(Call call) {
    Map<String, Attribute> attributes = call.node().attributes();
    Attribute value = attributes.values().stream().findFirst().orElse(Attribute.of(0));
    if (value instanceof Attribute.TensorValue tensor) {
      return HostTensors.toTorch(tensor.value());
    }
    if (value instanceof Attribute.FloatValue number) {
      return torch.scalar_tensor(new Scalar(number.value()));
    }
    if (value instanceof Attribute.IntValue number) {
      return torch.scalar_tensor(new Scalar(number.value()), longs());
    }
    if (value instanceof Attribute.IntList list) {
      return torch.tensor(list.values().stream().mapToLong(Long::longValue).toArray(), longs());
    }
    throw call.error("only tensors and numbers are supported as a constant");
  }

  private static Tensor constantOfShape(Call call) {
    Attribute value = call.node().attributes().get("value");
    long[] shape = call.longs(0);
    if (value instanceof Attribute.TensorValue tensor) {
      return HostTensors.toTorch(tensor.value()).reshape(1).expand(shape);
    }
    return torch.zeros(shape);
  }

  private static Tensor shape(Call call) {
    long[] shape = HostTensors.shape(call.in(0));
    int start = clamped(call.node().intAttribute("start", 0), shape.length);
    int end = clamped(call.node().intAttribute("end", shape.length), shape.length);
    return torch.tensor(java.util.Arrays.copyOfRange(shape, start, Math.max(start, end)), longs());
  }

  private static int clamped(long index, int rank) {
    return (int) Math.max(0, Math.min(rank, index < 0 ? index + rank : index));
  }

  /**
   * To a floating-point type: float32. From one to a small integer type: cut towards zero, but kept
   * as float32 so that the gradient passes. To any other: int64, or bool.
   */
  private static Tensor cast(Call call) {
    ElementType type = ElementType.ofOnnxCode(Math.toIntExact(call.node().intAttribute("to", 1)));
    Tensor input = call.in(0);
    if (isFloat(type)) {
      return input.to(ScalarType.Float);
    }
    if (type == ElementType.BOOL) {
      return input.to(ScalarType.Bool);
    }
    return input.is_floating_point() && type.bytes() < 4
        ? StraightThrough.of(input, torch::trunc)
        : input.to(ScalarType.Long);
  }

  private static boolean isFloat(ElementType type) {
    return List.of(ElementType.FLOAT32, ElementType.FLOAT16, ElementType.FLOAT64).contains(type);
  }

  private static TensorOptions longs() {
    return new TensorOptions(ScalarType.Long);
  }
}
