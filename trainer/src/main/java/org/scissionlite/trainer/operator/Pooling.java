package org.scissionlite.trainer.operator;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Pooling over one or two spatial axes.
 *
 * <p>ONNX pads each side by itself, rounds up where ceil_mode says so and averages with or without
 * the pads. Only the plain cases are libtorch's own; the others write the pads out first, so that
 * the window needs no pads: a [1,64,112,112] map pooled 3x3 by 2 with ceil_mode becomes
 * [1,64,113,113] and then [1,64,56,56].
 */
final class Pooling {
  private Pooling() {}

  static Map<String, Operator> operators() {
    return Map.of(
        "MaxPool", Operator.single(Pooling::max),
        "AveragePool", Operator.single(Pooling::average),
        "GlobalAveragePool", Operator.single(Pooling::globalAverage),
        "GlobalMaxPool", Operator.single(Pooling::globalMax));
  }

  private static Tensor max(Call call) {
    Window window = window(call);
    Tensor padded = padded(call, window, Double.NEGATIVE_INFINITY);
    if (window.kernel.length == 2) {
      return torch.max_pool2d(
          padded, window.kernel, window.strides, new long[] {0, 0}, window.dilations, false);
    }
    return torch
        .max_pool2d(
            padded.unsqueeze(2),
            flat(window.kernel, 1),
            flat(window.strides, 1),
            new long[] {0, 0},
            flat(window.dilations, 1),
            false)
        .squeeze(2);
  }

  private static Tensor average(Call call) {
    Window window = window(call);
    boolean countPads = call.node().intAttribute("count_include_pad", 0) != 0;
    Tensor padded = padded(call, window, 0);
    if (IntStream.range(0, window.kernel.length).anyMatch(axis -> window.dilations[axis] != 1)) {
      throw call.error("average pooling with dilation is not supported; use dilation 1");
    }
    if (window.isUnpadded() && !roundsUp(call)) {
      return averageOf(padded, window);
    }
    Tensor ones = torch.ones_like(call.in(0).detach().narrow(0, 0, 1).narrow(1, 0, 1));
    Tensor counted =
        countPads
            ? Window.pad(window.pad(ones, 1), none(window), overhang(call, window), 0)
            : padded(ones, window, overhang(call, window), 0);
    return averageOf(padded, window).div(averageOf(counted, window));
  }

  private static Tensor averageOf(Tensor padded, Window window) {
    if (window.kernel.length == 2) {
      return torch.avg_pool2d(
          padded,
          window.kernel,
          window.strides,
          new long[] {0, 0},
          false,
          true,
          new LongOptional());
    }
    return torch
        .avg_pool2d(
            padded.unsqueeze(2),
            flat(window.kernel, 1),
            flat(window.strides, 1),
            new long[] {0, 0},
            false,
            true,
            new LongOptional())
        .squeeze(2);
  }

  private static Tensor globalAverage(Call call) {
    return call.in(0).mean(spatialAxes(call.in(0)), true, new ScalarTypeOptional());
  }

  private static Tensor globalMax(Call call) {
    return torch.amax(call.in(0), spatialAxes(call.in(0)), true);
  }

  private static Window window(Call call) {
    long[] kernel =
        call.ints("kernel_shape").orElseThrow(() -> call.error("kernel_shape is missing"));
    if (kernel.length > 2 || call.in(0).dim() != kernel.length + 2) {
      throw call.error(
          "pooling works over one or two spatial axes; got a kernel of %d and a tensor of rank %d"
              .formatted(kernel.length, call.in(0).dim()));
    }
    if (call.node().outputs().size() > 1) {
      throw call.error("the indices of a pooling are not supported");
    }
    return Window.of(call, kernel);
  }

  private static boolean roundsUp(Call call) {
    return call.node().intAttribute("ceil_mode", 0) != 0;
  }

  private static Tensor padded(Call call, Window window, double value) {
    return padded(call.in(0), window, overhang(call, window), value);
  }

  private static Tensor padded(Tensor input, Window window, long[] overhang, double value) {
    long[] after =
        IntStream.range(0, overhang.length)
            .mapToLong(axis -> window.after[axis] + overhang[axis])
            .toArray();
    boolean plain = window.isUnpadded() && Arrays.stream(overhang).allMatch(more -> more == 0);
    return plain ? input : Window.pad(input, window.before, after, value);
  }

  /** How far the last window of ceil_mode reaches beyond the padded input, for every axis. */
  private static long[] overhang(Call call, Window window) {
    long[] overhang = none(window);
    for (int axis = 0; roundsUp(call) && axis < overhang.length; axis++) {
      long size = call.in(0).size(axis + 2);
      long padded = window.before[axis] + size + window.after[axis];
      long stride = window.strides[axis];
      long steps = -Math.floorDiv(window.reach(axis) - padded, stride);
      if (steps * stride >= size + window.before[axis]) {
        steps--;
      }
      overhang[axis] = Math.max(0, steps * stride + window.reach(axis) - padded);
    }
    return overhang;
  }

  private static long[] none(Window window) {
    return Window.filled(window.kernel.length, 0);
  }

  private static long[] flat(long[] values, long first) {
    return new long[] {first, values[0]};
  }

  private static long[] spatialAxes(Tensor input) {
    return LongStream.range(2, input.dim()).toArray();
  }
}
