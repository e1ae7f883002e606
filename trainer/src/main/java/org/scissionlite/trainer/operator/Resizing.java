package org.scissionlite.trainer.operator;

import java.util.Map;
import java.util.function.LongToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.scissionlite.trainer.libtorch.HostTensors;

/**
 * Resize and Upsample, axis by axis, with all of ONNX's coordinate rules.
 *
 * <p>Nearest by 2 takes output 0, 1, 2, 3 from input 0, 0, 1, 1. Linear by 2 with half_pixel takes
 * output 1 from 0.25: three quarters of input 0 and one quarter of input 1.
 */
final class Resizing {
  private Resizing() {}

  static Map<String, Operator> operators() {
    return Map.of(
        "Resize", Operator.single(Resizing::resize),
        "Upsample", Operator.single(Resizing::resize));
  }

  private static Tensor resize(Call call) {
    Tensor data = call.in(0);
    String mode = call.node().stringAttribute("mode", "nearest");
    if (!mode.equals("nearest") && !mode.equals("linear")) {
      throw call.error("mode '%s' is not supported; use nearest or linear".formatted(mode));
    }
    double[] scales = scales(call, data);
    long[] sizes = sizes(call, data, scales);
    Tensor result = data;
    for (int axis = 0; axis < scales.length; axis++) {
      if (sizes[axis] != data.size(axis) || scales[axis] != 1) {
        LongToDoubleFunction source = source(call, data.size(axis), sizes[axis], scales[axis]);
        result =
            mode.equals("nearest")
                ? nearest(call, result, axis, LongStream.range(0, sizes[axis]).mapToDouble(source))
                : linear(result, axis, LongStream.range(0, sizes[axis]).mapToDouble(source));
      }
    }
    return result;
  }

  private static double[] scales(Call call, Tensor data) {
    int scalesInput = isOld(call) ? 1 : 2;
    long[] have = HostTensors.shape(data);
    double[] scales = new double[have.length];
    if (call.optional(3).isPresent()) {
      long[] want = call.longs(3);
      for (int axis = 0; axis < scales.length; axis++) {
        boolean batch = axis == 0 && want[0] == 1;
        scales[axis] = batch ? 1 : (double) want[axis] / have[axis];
      }
      return scales;
    }
    float[] given = HostTensors.floats(call.in(scalesInput));
    if (given.length != scales.length) {
      throw call.error(
          "expected %d scales, one for each axis, got %d".formatted(scales.length, given.length));
    }
    for (int axis = 0; axis < scales.length; axis++) {
      scales[axis] = given[axis];
    }
    return scales;
  }

  private static long[] sizes(Call call, Tensor data, double[] scales) {
    long[] sizes = new long[scales.length];
    boolean explicit = call.optional(3).isPresent();
    for (int axis = 0; axis < sizes.length; axis++) {
      double size = data.size(axis) * scales[axis];
      sizes[axis] = explicit ? Math.round(size) : (long) Math.floor(size);
    }
    return sizes;
  }

  /** The place in the input that an output element comes from. */
  private static LongToDoubleFunction source(Call call, long from, long to, double scale) {
    String rule = call.node().stringAttribute("coordinate_transformation_mode", rule(call));
    return switch (rule) {
      case "asymmetric" -> i -> i / scale;
      case "half_pixel" -> i -> (i + 0.5) / scale - 0.5;
      case "pytorch_half_pixel" -> i -> to > 1 ? (i + 0.5) / scale - 0.5 : 0;
      case "align_corners" -> i -> to > 1 ? (double) i * (from - 1) / (to - 1) : 0;
      default ->
          throw call.error(
              ("coordinate_transformation_mode '%s' is not supported; supported are asymmetric,"
                      + " half_pixel, pytorch_half_pixel, align_corners")
                  .formatted(rule));
    };
  }

  private static String rule(Call call) {
    return isOld(call) ? "asymmetric" : "half_pixel";
  }

  /** Upsample and the first Resize had two inputs, the data and the scales. */
  private static boolean isOld(Call call) {
    return call.opset() < 11;
  }

  private static Tensor nearest(Call call, Tensor data, int axis, DoubleStream places) {
    long last = data.size(axis) - 1;
    String fallback = call.node().operator().equals("Upsample") ? "floor" : "round_prefer_floor";
    String rule = call.node().stringAttribute("nearest_mode", fallback);
    long[] indices =
        places
            .mapToLong(
                place ->
                    switch (rule) {
                      case "floor" -> (long) Math.floor(place);
                      case "ceil" -> (long) Math.ceil(place);
                      case "round_prefer_ceil" -> (long) Math.floor(place + 0.5);
                      default -> (long) Math.ceil(place - 0.5);
                    })
            .map(index -> Math.max(0, Math.min(last, index)))
            .toArray();
    return Selections.select(data, axis, indices);
  }

  private static Tensor linear(Tensor data, int axis, DoubleStream places) {
    long last = data.size(axis) - 1;
    double[] clamped = places.map(place -> Math.max(0.0, Math.min((double) last, place))).toArray();
    long[] low = new long[clamped.length];
    long[] high = new long[clamped.length];
    float[] share = new float[clamped.length];
    for (int i = 0; i < clamped.length; i++) {
      low[i] = (long) clamped[i];
      high[i] = Math.min(last, low[i] + 1);
      share[i] = (float) (clamped[i] - low[i]);
    }
    long[] shape = Window.filled(Math.toIntExact(data.dim()), 1);
    shape[axis] = share.length;
    Tensor weight =
        torch
            .tensor(share, new TensorOptions(ScalarType.Float))
            .reshape(shape)
            .to(data.device(), ScalarType.Float);
    Tensor below = Selections.select(data, axis, low);
    Tensor above = Selections.select(data, axis, high);
    return below.mul(weight.neg().add(new Scalar(1.0))).add(above.mul(weight));
  }
}
