package org.scissionlite.trainer.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.trainer.libtorch.HostTensors;

/** Concat and Split. */
final class Joins {
  private Joins() {}

  static Map<String, Operator> operators() {
    return Map.of("Concat", Operator.single(Joins::concat), "Split", Joins::split);
  }

  /** A constant of batch 1 beside data of a larger batch is repeated for every image. */
  private static Tensor concat(Call call) {
    int axis = call.axis("axis", 0, call.in(0).dim());
    boolean anyData = IntStream.range(0, call.inputs().size()).anyMatch(i -> !call.constant(i));
    Tensor[] parts = new Tensor[call.inputs().size()];
    for (int i = 0; i < parts.length; i++) {
      boolean repeat = anyData && axis > 0 && call.constant(i) && call.in(i).size(0) == 1;
      parts[i] = repeat ? repeated(call.in(i), call.batch().size()) : call.in(i);
    }
    return torch.cat(new TensorVector(parts), axis);
  }

  private static Tensor repeated(Tensor constant, long batch) {
    long[] shape = HostTensors.shape(constant);
    shape[0] = batch;
    return constant.expand(shape);
  }

  private static List<Tensor> split(Call call) {
    Tensor data = call.in(0);
    int axis = call.axis("axis", 0, data.dim());
    int outputs = call.node().outputs().size();
    long[] sizes = call.longs(1, "split").orElseGet(() -> evenly(data.size(axis), outputs));
    if (Arrays.stream(sizes).sum() != data.size(axis) || sizes.length != outputs) {
      throw call.error(
          "parts of %s do not add up to %d outputs of %d"
              .formatted(Arrays.toString(sizes), outputs, data.size(axis)));
    }
    List<Tensor> parts = new ArrayList<>();
    long start = 0;
    for (long size : sizes) {
      parts.add(data.narrow(axis, start, size));
      start += size;
    }
    return parts;
  }

  /** Equal parts; the last is smaller where they do not divide: 7 in 3 parts is 3, 3, 1. */
  private static long[] evenly(long size, int parts) {
    long each = (size + parts - 1) / parts;
    long[] sizes = Window.filled(parts, each);
    sizes[parts - 1] = size - each * (parts - 1);
    return sizes;
  }
}
