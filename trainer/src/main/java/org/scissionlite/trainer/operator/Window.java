package org.scissionlite.trainer.operator;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.trainer.libtorch.HostTensors;

/** Kernel, strides, dilations and pads of a convolution or pooling over one input. */
final class Window {
  final long[] kernel;
  final long[] strides;
  final long[] dilations;

  /** What is added before the first element of every spatial axis. */
  final long[] before;

  /** What is added behind the last element of every spatial axis. */
  final long[] after;

  private Window(long[] kernel, long[] strides, long[] dilations, long[] before, long[] after) {
    this.kernel = kernel;
    this.strides = strides;
    this.dilations = dilations;
    this.before = before;
    this.after = after;
  }

  /** The window of a node over the spatial axes of its first input. */
  static Window of(Call call, long[] kernel) {
    int axes = kernel.length;
    long[] strides = call.ints("strides").orElseGet(() -> filled(axes, 1));
    long[] dilations = call.ints("dilations").orElseGet(() -> filled(axes, 1));
    String auto = call.node().stringAttribute("auto_pad", "NOTSET");
    long[] pads = call.ints("pads").orElseGet(() -> filled(2 * axes, 0));
    long[] before = Arrays.copyOf(pads, axes);
    long[] after = Arrays.copyOfRange(pads, axes, 2 * axes);
    Window window = new Window(kernel, strides, dilations, before, after);
    return switch (auto) {
      case "NOTSET" -> window;
      case "VALID" -> window.padded(filled(axes, 0), true);
      case "SAME_UPPER", "SAME_LOWER" ->
          window.padded(window.samePads(call.in(0)), auto.equals("SAME_UPPER"));
      default -> throw call.error("auto_pad '%s' does not exist".formatted(auto));
    };
  }

  static long[] filled(int length, long value) {
    long[] values = new long[length];
    Arrays.fill(values, value);
    return values;
  }

  /** How far the kernel reaches along an axis: a kernel of 3 with dilation 2 reaches over 5. */
  long reach(int axis) {
    return dilations[axis] * (kernel[axis] - 1) + 1;
  }

  boolean isSymmetric() {
    return Arrays.equals(before, after);
  }

  boolean isUnpadded() {
    return Arrays.stream(before).allMatch(pad -> pad == 0) && isSymmetric();
  }

  /** The input with the pads written out. */
  Tensor pad(Tensor input, double value) {
    return pad(input, before, after, value);
  }

  static Tensor pad(Tensor input, long[] before, long[] after, double value) {
    long[] innermostFirst = new long[2 * before.length];
    for (int i = 0; i < before.length; i++) {
      int axis = before.length - 1 - i;
      innermostFirst[2 * i] = before[axis];
      innermostFirst[2 * i + 1] = after[axis];
    }
    return torch.constant_pad_nd(input, innermostFirst, new Scalar(value));
  }

  /** Total pads of every axis so that the output has ceil(input / stride) elements. */
  private long[] samePads(Tensor input) {
    long[] sizes = HostTensors.shape(input);
    long[] total = new long[kernel.length];
    for (int axis = 0; axis < total.length; axis++) {
      long size = sizes[axis + 2];
      long outputs = (size + strides[axis] - 1) / strides[axis];
      total[axis] = Math.max(0, (outputs - 1) * strides[axis] + reach(axis) - size);
    }
    return total;
  }

  private Window padded(long[] total, boolean moreAfter) {
    long[] less = Arrays.stream(total).map(pads -> pads / 2).toArray();
    long[] more = Arrays.stream(total).map(pads -> pads - pads / 2).toArray();
    return new Window(kernel, strides, dilations, moreAfter ? less : more, moreAfter ? more : less);
  }
}
