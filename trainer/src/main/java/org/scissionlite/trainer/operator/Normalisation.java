package org.scissionlite.trainer.operator;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.trainer.libtorch.HostTensors;

/** BatchNormalization, InstanceNormalization, LayerNormalization, LRN and LpNormalization. */
final class Normalisation {
  private static final float EPSILON = 1e-5f;

  private Normalisation() {}

  static Map<String, Operator> operators() {
    return Map.of(
        "BatchNormalization", Operator.single(Normalisation::batchNorm),
        "InstanceNormalization", Operator.single(Normalisation::instanceNorm),
        "LayerNormalization", Operator.single(Normalisation::layerNorm),
        "LRN", Operator.single(Normalisation::localResponse),
        "LpNormalization", Operator.single(Normalisation::lp));
  }

  /** Frozen: the stored statistics. Adapting: this batch's, which also move the stored ones. */
  private static Tensor batchNorm(Call call) {
    double kept = call.node().floatAttribute("momentum", 0.9f);
    return torch.batch_norm(
        call.in(0),
        call.orNone(1),
        call.orNone(2),
        call.orNone(3),
        call.orNone(4),
        call.adaptsBatchNorm(),
        1 - kept,
        epsilon(call),
        true);
  }

  private static Tensor instanceNorm(Call call) {
    return torch.instance_norm(
        call.in(0),
        call.orNone(1),
        call.orNone(2),
        new TensorOptional(),
        new TensorOptional(),
        true,
        0,
        epsilon(call),
        true);
  }

  private static Tensor layerNorm(Call call) {
    long[] shape = HostTensors.shape(call.in(0));
    int axis = call.axis("axis", -1, shape.length);
    return torch.layer_norm(
        call.in(0),
        Arrays.copyOfRange(shape, axis, shape.length),
        call.orNone(1),
        call.orNone(2),
        epsilon(call),
        true);
  }

  /** x / (bias + alpha / size * sum of squares over the neighbouring channels) ^ beta. */
  private static Tensor localResponse(Call call) {
    long size = call.node().intAttribute("size", 1);
    double alpha = call.node().floatAttribute("alpha", 1e-4f);
    double bias = call.node().floatAttribute("bias", 1f);
    double beta = call.node().floatAttribute("beta", 0.75f);
    Tensor input = call.in(0);
    Tensor squares = input.mul(input).unsqueeze(1);
    long[] pads = {0, 0, 0, 0, (size - 1) / 2, size / 2};
    Tensor mean =
        torch
            .avg_pool3d(
                torch.constant_pad_nd(squares, pads, new Scalar(0.0)),
                new long[] {size, 1, 1},
                new long[] {1, 1, 1},
                new long[] {0, 0, 0},
                false,
                true,
                new LongOptional())
            .squeeze(1);
    return input.div(
        torch.pow(mean.mul(new Scalar(alpha)).add(new Scalar(bias)), new Scalar(beta)));
  }

  private static Tensor lp(Call call) {
    Tensor input = call.in(0);
    long[] axis = {call.axis("axis", -1, input.dim())};
    boolean absolute = call.node().intAttribute("p", 2) == 1;
    Tensor norm =
        absolute
            ? torch.sum(torch.abs(input), axis, true, Reductions.sameType())
            : torch.sqrt(torch.sum(input.mul(input), axis, true, Reductions.sameType()));
    return input.div(norm);
  }

  private static double epsilon(Call call) {
    return call.node().floatAttribute("epsilon", EPSILON);
  }
}
