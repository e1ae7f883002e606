package org.scissionlite.trainer.operator;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.scissionlite.model.ElementType;

/**
 * QuantizeLinear and DequantizeLinear.
 *
 * <p>Quantised values stay float32 that hold integers, so that the gradient passes: straight
 * through the rounding, and not through a value that is clamped. With scale 0.5 and zero point 128,
 * 1.3 becomes round(2.6) + 128 = 131, which stands for 1.5.
 */
final class Quantisation {
  private Quantisation() {}

  static Map<String, Operator> operators() {
    return Map.of(
        "QuantizeLinear", Operator.single(Quantisation::quantize),
        "DequantizeLinear", Operator.single(Quantisation::dequantize));
  }

  private static Tensor quantize(Call call) {
    Tensor scaled = call.in(0).div(parameter(call, 1));
    Tensor rounded = StraightThrough.of(scaled, torch::round);
    Tensor shifted = call.optional(2).isPresent() ? rounded.add(parameter(call, 2)) : rounded;
    ElementType type = call.declared(2, ElementType.UINT8);
    return torch.clamp(shifted, bound(lowest(call, type)), bound(highest(call, type)));
  }

  private static Tensor dequantize(Call call) {
    Tensor values = call.in(0).to(ScalarType.Float);
    Tensor centred = call.optional(2).isPresent() ? values.sub(parameter(call, 2)) : values;
    return centred.mul(parameter(call, 1));
  }

  /** A scale or zero point; one for each element of an axis is shaped so that it broadcasts. */
  private static Tensor parameter(Call call, int input) {
    Tensor parameter = call.in(input).to(ScalarType.Float);
    if (parameter.numel() == 1) {
      return parameter.reshape(1);
    }
    int rank = Math.toIntExact(call.in(0).dim());
    long[] shape = Window.filled(rank, 1);
    shape[call.axis("axis", 1, rank)] = parameter.numel();
    return parameter.reshape(shape);
  }

  private static ScalarOptional bound(double value) {
    return new ScalarOptional(new Scalar(value));
  }

  private static double lowest(Call call, ElementType type) {
    return switch (type) {
      case UINT8, UINT16 -> 0;
      case INT8 -> Byte.MIN_VALUE;
      case INT16 -> Short.MIN_VALUE;
      default -> throw call.error("quantising to %s is not supported".formatted(type));
    };
  }

  private static double highest(Call call, ElementType type) {
    return switch (type) {
      case UINT8 -> 255;
      case UINT16 -> 65535;
      case INT8 -> Byte.MAX_VALUE;
      case INT16 -> Short.MAX_VALUE;
      default -> throw call.error("quantising to %s is not supported".formatted(type));
    };
  }
}
