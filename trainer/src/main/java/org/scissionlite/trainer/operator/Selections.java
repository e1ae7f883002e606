package org.scissionlite.trainer.operator;

import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.scissionlite.trainer.libtorch.HostTensors;

/** Operators that pick elements by index: Slice, Gather and Pad. */
final class Selections {
  private Selections() {}

  static Map<String, Operator> operators() {
    return Map.of(
        "Slice", Operator.single(Selections::slice),
        "Gather", Operator.single(Selections::gather),
        "Pad", Operator.single(Selections::pad));
  }

  /** The elements of an axis at these indices. */
  static Tensor select(Tensor data, int axis, long... indices) {
    Tensor index = torch.tensor(indices, new TensorOptions(ScalarType.Long));
    return data.index_select(axis, index.to(data.device(), ScalarType.Long));
  }

  private static Tensor slice(Call call) {
    long[] starts = call.longs(1, "starts").orElseThrow(() -> call.error("starts are missing"));
    long[] ends = call.longs(2, "ends").orElseThrow(() -> call.error("ends are missing"));
    long[] axes =
        call.longs(3, "axes").orElseGet(() -> LongStream.range(0, starts.length).toArray());
    long[] steps =
        call.optional(4).map(HostTensors::longs).orElseGet(() -> Window.filled(starts.length, 1));
    Tensor result = call.in(0);
    for (int i = 0; i < axes.length; i++) {
      int axis = call.axis(axes[i], result.dim());
      result = slice(result, axis, range(result.size(axis), starts[i], ends[i], steps[i]));
    }
    return result;
  }

  private static Tensor slice(Tensor data, int axis, long... indices) {
    boolean contiguous =
        IntStream.range(1, indices.length).allMatch(i -> indices[i] == indices[i - 1] + 1);
    return contiguous && indices.length > 0
        ? data.narrow(axis, indices[0], indices.length)
        : select(data, axis, indices);
  }

  /** The indices of a slice by ONNX's rules: negative ones count from the end, others are cut. */
  private static long[] range(long size, long start, long end, long step) {
    boolean forward = step > 0;
    long low = forward ? 0 : -1;
    long high = forward ? size : size - 1;
    long from = Math.max(0, Math.min(high, start < 0 ? start + size : start));
    long to = Math.max(low, Math.min(high, end < 0 ? Math.max(end, -size - 1) + size : end));
    long span = forward ? to - from : from - to;
    long count = Math.max(0, -Math.floorDiv(-span, Math.abs(step)));
    return LongStream.range(0, count).map(i -> from + i * step).toArray();
  }

  private static Tensor gather(Call call) {
    Tensor data = call.in(0);
    int axis = call.axis("axis", 0, data.dim());
    long size = data.size(axis);
    long[] indices =
        LongStream.of(call.longs(1)).map(index -> index < 0 ? index + size : index).toArray();
    long[] shape = HostTensors.shape(data);
    long[] indexShape = HostTensors.shape(call.in(1));
    long[] target =
        LongStream.concat(
                LongStream.concat(LongStream.of(shape).limit(axis), LongStream.of(indexShape)),
                LongStream.of(shape).skip(axis + 1))
            .toArray();
    return select(data, axis, indices).reshape(target);
  }

  private static Tensor pad(Call call) {
    long[] pads = call.longs(1, "pads").orElseThrow(() -> call.error("pads are missing"));
    Tensor data = call.in(0);
    long[] axes =
        call.optional(3)
            .map(HostTensors::longs)
            .orElseGet(() -> LongStream.range(0, data.dim()).toArray());
    int rank = Math.toIntExact(data.dim());
    long[] before = new long[rank];
    long[] after = new long[rank];
    for (int i = 0; i < axes.length; i++) {
      before[call.axis(axes[i], rank)] = pads[i];
      after[call.axis(axes[i], rank)] = pads[i + axes.length];
    }
    String mode = call.node().stringAttribute("mode", "constant");
    double value =
        call.optional(2)
            .map(Tensor::item_double)
            .orElseGet(() -> (double) call.node().floatAttribute("value", 0));
    return switch (mode) {
      case "constant" -> Window.pad(data, before, after, value);
      case "edge", "reflect", "wrap" -> padByIndex(data, before, after, mode);
      default -> throw call.error("pad mode '%s' does not exist".formatted(mode));
    };
  }

  private static Tensor padByIndex(Tensor data, long[] before, long[] after, String mode) {
    Tensor result = data;
    for (int axis = 0; axis < before.length; axis++) {
      if (before[axis] == 0 && after[axis] == 0) {
        continue;
      }
      long size = data.size(axis);
      LongUnaryOperator source =
          switch (mode) {
            case "edge" -> i -> Math.max(0, Math.min(size - 1, i));
            case "reflect" -> i -> reflected(i, size);
            default -> i -> Math.floorMod(i, size);
          };
      result =
          select(
              result,
              axis,
              LongStream.range(-before[axis], size + after[axis]).map(source).toArray());
    }
    return result;
  }

  /** Mirrors at the outermost elements without repeating them: -1 is 1, size is size - 2. */
  private static long reflected(long index, long size) {
    if (size == 1) {
      return 0;
    }
    long folded = Math.floorMod(index, 2 * (size - 1));
    return folded < size ? folded : 2 * (size - 1) - folded;
  }
}
