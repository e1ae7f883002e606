package org.scissionlite.trainer.operator;

import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Operators that reduce axes to one value. */
final class Reductions {
  private Reductions() {}

  @FunctionalInterface
  private interface Reduction {
    Tensor reduce(Tensor data, long[] axes, boolean keep);
  }

  static Map<String, Operator> operators() {
    return Map.of(
        "ReduceMean", over((data, axes, keep) -> data.mean(axes, keep, sameType())),
        "ReduceSum", over((data, axes, keep) -> data.sum(axes, keep, sameType())),
        "ReduceMax", over((data, axes, keep) -> torch.amax(data, axes, keep)),
        "ReduceMin", over((data, axes, keep) -> torch.amin(data, axes, keep)),
        "ReduceSumSquare", over((data, axes, keep) -> data.mul(data).sum(axes, keep, sameType())),
        "ReduceL1", over((data, axes, keep) -> torch.abs(data).sum(axes, keep, sameType())),
        "ReduceL2",
            over((data, axes, keep) -> torch.sqrt(data.mul(data).sum(axes, keep, sameType()))),
        "ReduceLogSumExp", over((data, axes, keep) -> torch.logsumexp(data, axes, keep)),
        "ArgMax", Operator.single(Reductions::argMax));
  }

  static ScalarTypeOptional sameType() {
    return new ScalarTypeOptional();
  }

  private static Operator over(Reduction reduction) {
    return Operator.single(call -> reduce(call, reduction));
  }

  private static Tensor reduce(Call call, Reduction reduction) {
    Tensor data = call.in(0);
    long[] axes = call.longs(1, "axes").orElseGet(() -> new long[0]);
    if (axes.length == 0 && call.node().intAttribute("noop_with_empty_axes", 0) != 0) {
      return data;
    }
    long[] reduced = axes.length == 0 ? LongStream.range(0, data.dim()).toArray() : axes;
    return reduction.reduce(data, reduced, call.node().intAttribute("keepdims", 1) != 0);
  }

  private static Tensor argMax(Call call) {
    int axis = call.axis("axis", 0, call.in(0).dim());
    boolean keep = call.node().intAttribute("keepdims", 1) != 0;
    return torch.argmax(call.in(0), new LongOptional(axis), keep);
  }
}
