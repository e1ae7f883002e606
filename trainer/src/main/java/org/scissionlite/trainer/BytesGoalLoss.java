package org.scissionlite.trainer;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.training.Objective;

/**
 * The excess over a number of bytes an image, estimated with a gradient: log2(1 + 2 e m) bits for
 * each value of a class whose values are m away from 0 on average.
 */
final class BytesGoalLoss implements Loss {
  /** What the coder's states take, which hold the checksum. */
  static final int CODER_BYTES = 8;

  private final Objective.WithinBytes goal;
  private final ComputeDevice device;
  private final long[] classOf;
  private final float[] sizes;
  private double correction = 1;

  BytesGoalLoss(Objective.WithinBytes goal, ComputeDevice device) {
    this.goal = goal;
    this.device = device;
    ByteBuffer numbers = goal.classes().expanded();
    classOf =
        IntStream.range(0, numbers.remaining()).mapToLong(i -> numbers.get(i) & 0xFF).toArray();
    sizes =
        new float
            [(int) IntStream.range(0, classOf.length).mapToLong(i -> classOf[i]).max().orElse(0)
                + 1];
    for (long number : classOf) {
      sizes[(int) number]++;
    }
  }

  @Override
  public List<String> reads() {
    return List.of(goal.wire());
  }

  @Override
  public List<String> teacherReads() {
    return List.of();
  }

  @Override
  public Tensor of(Map<String, Tensor> student, Batch batch) {
    Tensor share =
        estimate(student.get(goal.wire())).mul(new Scalar(correction / goal.goalBytes()));
    return torch.relu(share.sub(new Scalar(1.0))).mul(new Scalar(goal.weight()));
  }

  /** Estimated bytes an image of a batch's wire tensor. */
  Tensor estimate(Tensor wire) {
    Tensor distance = torch.abs(wire).mean(new long[] {0}).reshape(classOf.length);
    Tensor sums =
        HostTensors.floats(new float[sizes.length], device, sizes.length)
            .index_add(0, HostTensors.indices(classOf, device), distance);
    Tensor counts = HostTensors.floats(sizes, device, sizes.length);
    return torch
        .log2(sums.div(counts).mul(new Scalar(2 * Math.E)).add(new Scalar(1.0)))
        .mul(counts)
        .sum()
        .div(new Scalar(8.0))
        .add(new Scalar((double) CODER_BYTES));
  }

  /** From now on estimates are multiplied by this. */
  void correct(double measuredOverEstimated) {
    correction = measuredOverEstimated;
  }

  @Override
  public Optional<BytesGoalLoss> bytesGoal() {
    return Optional.of(this);
  }
}
