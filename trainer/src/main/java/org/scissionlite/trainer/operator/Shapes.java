package org.scissionlite.trainer.operator;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.trainer.libtorch.HostTensors;

/**
 * Operators that only rearrange.
 *
 * <p>Models bind the batch to 1, also in the constants of their Reshape nodes; training runs many
 * images at once. A constant target whose element count is short of the data's therefore has its
 * batch's dimension multiplied: with 16 images, [1,1024] becomes [16,1024], [1,-1] becomes [16,-1]
 * and the [2,58,28,28] of a channel shuffle becomes [32,58,28,28]. A target that the model computes
 * from a shape already holds the batch and is taken as it is.
 */
final class Shapes {
  private Shapes() {}

  static Map<String, Operator> operators() {
    Map<String, Operator> table = new HashMap<>();
    table.put("Reshape", Operator.single(Shapes::reshape));
    table.put("Flatten", Operator.single(Shapes::flatten));
    table.put("Transpose", Operator.single(Shapes::transpose));
    table.put("Squeeze", Operator.single(Shapes::squeeze));
    table.put("Unsqueeze", Operator.single(Shapes::unsqueeze));
    table.put("Expand", Operator.single(Shapes::expand));
    table.put("Tile", Operator.single(call -> call.in(0).repeat(call.longs(1))));
    table.put("Identity", Operator.single(call -> call.in(0)));
    table.put("Dropout", Operator.single(call -> call.in(0)));
    table.put("DepthToSpace", Operator.single(Shapes::depthToSpace));
    table.put("SpaceToDepth", Operator.single(Shapes::spaceToDepth));
    return table;
  }

  private static Tensor reshape(Call call) {
    Tensor data = call.in(0);
    long[] target = call.longs(1);
    boolean zeroCopies = call.node().intAttribute("allowzero", 0) == 0;
    for (int i = 0; zeroCopies && i < target.length; i++) {
      if (target[i] == 0) {
        target[i] = data.size(i);
      }
    }
    int axis = call.batch().axis();
    boolean bindsBatch = call.batch().size() > 1 && call.constant(1) && !call.constant(0);
    if (bindsBatch && axis < target.length && target[axis] > 0 && !holdsBatch(call, target)) {
      target[axis] *= call.batch().size();
    }
    return data.reshape(target);
  }

  /** Whether the target already accounts for every image. */
  private static boolean holdsBatch(Call call, long[] target) {
    long known = Arrays.stream(target).filter(dim -> dim > 0).reduce(1, (a, b) -> a * b);
    boolean open = Arrays.stream(target).anyMatch(dim -> dim < 0);
    return open ? call.longs(1)[call.batch().axis()] == 0 : known == call.in(0).numel();
  }

  private static Tensor flatten(Call call) {
    Tensor data = call.in(0);
    long axis = call.node().intAttribute("axis", 1);
    long rows =
        LongStream.range(0, axis < 0 ? axis + data.dim() : axis)
            .map(data::size)
            .reduce(1, (a, b) -> a * b);
    return data.reshape(rows, rows == 0 ? 0 : data.numel() / rows);
  }

  private static Tensor transpose(Call call) {
    long rank = call.in(0).dim();
    return call.in(0)
        .permute(
            call.ints("perm")
                .orElseGet(() -> LongStream.range(0, rank).map(i -> rank - 1 - i).toArray()));
  }

  private static Tensor squeeze(Call call) {
    Tensor data = call.in(0);
    long[] axes =
        call.longs(1, "axes")
            .orElseGet(
                () -> LongStream.range(0, data.dim()).filter(i -> data.size(i) == 1).toArray());
    return data.squeeze(axes);
  }

  private static Tensor unsqueeze(Call call) {
    long[] axes = call.longs(1, "axes").orElseThrow(() -> call.error("axes are missing"));
    long rank = call.in(0).dim() + axes.length;
    Tensor result = call.in(0);
    for (long axis : Arrays.stream(axes).map(axis -> call.axis(axis, rank)).sorted().toArray()) {
      result = result.unsqueeze(axis);
    }
    return result;
  }

  /** Broadcasts both ways: a dimension of 1 in the target keeps the data's. */
  private static Tensor expand(Call call) {
    long[] have = HostTensors.shape(call.in(0));
    long[] want = call.longs(1);
    int rank = Math.max(have.length, want.length);
    long[] target =
        IntStream.range(0, rank)
            .mapToLong(i -> Math.max(fromInnermost(have, rank - i), fromInnermost(want, rank - i)))
            .toArray();
    return call.in(0).expand(target);
  }

  private static long fromInnermost(long[] dims, int place) {
    return place > dims.length ? 1 : dims[dims.length - place];
  }

  /** [n, c*b*b, h, w] to [n, c, h*b, w*b]; ONNX's two orders of the channels. */
  private static Tensor depthToSpace(Call call) {
    long block = call.node().intAttribute("blocksize", 1);
    long[] s = HostTensors.shape(call.in(0));
    long channels = s[1] / (block * block);
    boolean columnsFirst = call.node().stringAttribute("mode", "DCR").equals("CRD");
    Tensor split =
        columnsFirst
            ? call.in(0).reshape(s[0], channels, block, block, s[2], s[3])
            : call.in(0).reshape(s[0], block, block, channels, s[2], s[3]);
    Tensor ordered =
        columnsFirst ? split.permute(0, 1, 4, 2, 5, 3) : split.permute(0, 3, 4, 1, 5, 2);
    return ordered.reshape(s[0], channels, s[2] * block, s[3] * block);
  }

  /** [n, c, h*b, w*b] to [n, c*b*b, h, w]. */
  private static Tensor spaceToDepth(Call call) {
    long block = call.node().intAttribute("blocksize", 1);
    long[] s = HostTensors.shape(call.in(0));
    return torch
        .permute(
            call.in(0).reshape(s[0], s[1], s[2] / block, block, s[3] / block, block),
            0,
            3,
            5,
            1,
            2,
            4)
        .reshape(s[0], s[1] * block * block, s[2] / block, s[3] / block);
  }
}
