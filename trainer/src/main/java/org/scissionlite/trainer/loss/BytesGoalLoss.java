package org.scissionlite.trainer.loss;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.training.Objective;

/**
 * A price on the bytes an image, as high as it takes to keep their running mean at a goal. They are
 * estimated with a gradient: log2(1 + 2 e m) bits for each value of a class whose values are m away
 * from 0 on average.
 *
 * <p>The price of a multiple of the goal rises from 0 at the goal to the full weight at 5 % above
 * it. A price on the excess of each batch alone would be paid by every batch of detailed images,
 * and would push the mean below the goal.
 */
public final class BytesGoalLoss implements Loss {
  /** What the coder's states take, which hold the checksum. */
  static final int CODER_BYTES = 8;

  private static final double FULL_PRICE_EXCESS = 0.05;
  private static final double NEWEST_BATCH = 0.1;

  /** A batch that is further below the mean than chance explains: the mean lags behind. */
  private static final double BATCHES_DIFFER = 0.15;

  private final String wire;
  private final Objective.BytesGoal goal;
  private final double weight;
  private final ComputeDevice device;
  private final long[] classOf;
  private final float[] sizes;
  private double correction = 1;
  private double runningBytes;

  BytesGoalLoss(String wire, Objective.BytesGoal goal, double weight, ComputeDevice device) {
    this.wire = wire;
    this.goal = goal;
    this.weight = weight;
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
    return List.of(wire);
  }

  @Override
  public List<String> teacherReads() {
    return List.of();
  }

  @Override
  public Tensor of(Map<String, Tensor> student, Batch batch) {
    return price(student.get(wire));
  }

  /** The price of what a batch sends. */
  Tensor price(Tensor sent) {
    Tensor bytes = estimate(sent).mul(new Scalar(correction));
    double now = bytes.item_double();
    runningBytes += NEWEST_BATCH * (now - runningBytes);
    double excess = Math.min(runningBytes, (1 + BATCHES_DIFFER) * now) / goal.bytes() - 1;
    double price = weight * Math.max(0, Math.min(1, excess / FULL_PRICE_EXCESS));
    return bytes.sub(new Scalar(goal.bytes())).mul(new Scalar(price / goal.bytes()));
  }

  /**
   * Estimated bytes an image.
   *
   * @param sent a batch's wire tensor, without the number of a step
   */
  public Tensor estimate(Tensor sent) {
    Tensor distance = torch.abs(sent).mean(new long[] {0}).reshape(classOf.length);
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

  /**
   * From now on estimates are scaled, and the running mean begins anew.
   *
   * @param estimated bytes an image of what is learned from
   * @param measured bytes that images take
   */
  public void correct(double estimated, double measured) {
    correction = measured / estimated;
    runningBytes = measured;
  }

  @Override
  public List<BytesGoalLoss> bytesGoals() {
    return List.of(this);
  }
}
