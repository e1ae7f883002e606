package org.scissionlite.trainer.operator;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.trainer.libtorch.HostTensors;

/** Conv and ConvTranspose, over any number of spatial axes that libtorch has. */
final class Convolutions {
  private Convolutions() {}

  static Map<String, Operator> operators() {
    return Map.of(
        "Conv", Operator.single(Convolutions::conv),
        "ConvTranspose", Operator.single(Convolutions::convTranspose));
  }

  private static Tensor conv(Call call) {
    Tensor weight = call.in(1);
    Window window = Window.of(call, spatial(weight));
    boolean builtIn = window.isSymmetric();
    long[] none = Window.filled(window.kernel.length, 0);
    return torch.convolution(
        builtIn ? call.in(0) : window.pad(call.in(0), 0),
        weight,
        call.orNone(2),
        window.strides,
        builtIn ? window.before : none,
        window.dilations,
        false,
        none,
        call.node().intAttribute("group", 1));
  }

  /** Computes the whole output, then cuts off what the pads ask for. */
  private static Tensor convTranspose(Call call) {
    Tensor weight = call.in(1);
    Window window = Window.of(call, spatial(weight));
    int axes = window.kernel.length;
    long[] extra = call.ints("output_padding").orElseGet(() -> Window.filled(axes, 0));
    Tensor whole =
        torch.convolution(
            call.in(0),
            weight,
            call.orNone(2),
            window.strides,
            Window.filled(axes, 0),
            window.dilations,
            true,
            extra,
            call.node().intAttribute("group", 1));
    long[] cutBefore = window.before;
    long[] cutAfter = window.after;
    Optional<long[]> wanted = wantedSizes(call, window);
    if (wanted.isPresent()) {
      boolean moreAfter = call.node().stringAttribute("auto_pad", "NOTSET").equals("SAME_UPPER");
      cutBefore = new long[axes];
      cutAfter = new long[axes];
      for (int axis = 0; axis < axes; axis++) {
        long total = whole.size(axis + 2) - wanted.get()[axis];
        long half = Math.floorDiv(total, 2);
        cutBefore[axis] = moreAfter ? half : total - half;
        cutAfter[axis] = total - cutBefore[axis];
      }
    }
    return Window.pad(whole, negated(cutBefore), negated(cutAfter), 0);
  }

  private static Optional<long[]> wantedSizes(Call call, Window window) {
    Optional<long[]> explicit = call.ints("output_shape");
    if (explicit.isPresent()) {
      int axes = window.kernel.length;
      return explicit.map(sizes -> Arrays.copyOfRange(sizes, sizes.length - axes, sizes.length));
    }
    if (!call.node().stringAttribute("auto_pad", "NOTSET").startsWith("SAME")) {
      return Optional.empty();
    }
    long[] sizes = spatial(call.in(0));
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] *= window.strides[axis];
    }
    return Optional.of(sizes);
  }

  private static long[] spatial(Tensor tensor) {
    long[] shape = HostTensors.shape(tensor);
    return Arrays.copyOfRange(shape, 2, shape.length);
  }

  private static long[] negated(long[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }
}
