package org.scissionlite.trainer.loss;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;

/**
 * Cross entropy of each place, and one minus Dice's coefficient of each class (Milletari, Navab and
 * Ahmadi 2016, "V-Net"), which counts a small defect as much as the large sound rest. Places of
 * which the target is no class count neither way.
 *
 * @param head the logits of each place
 */
public record AreaLoss(AnswerHead head, ComputeDevice device) implements Loss {
  private static final double SMOOTH = 1;

  @Override
  public List<String> reads() {
    return List.of(head.tensor());
  }

  @Override
  public List<String> teacherReads() {
    return List.of();
  }

  @Override
  public Tensor of(Map<String, Tensor> student, Batch batch) {
    Tensor rows = head.rows(student.get(head.tensor()));
    Tensor wanted = wanted(rows, batch);
    Tensor logarithms = torch.log_softmax(rows, 1);
    Tensor entropy = logarithms.mul(wanted).sum().neg().div(atLeastOne(wanted.sum()));
    return entropy.add(dice(torch.exp(logarithms).mul(counted(wanted)), wanted));
  }

  private static Tensor dice(Tensor found, Tensor wanted) {
    Tensor both = overPlaces(found.mul(wanted)).mul(new Scalar(2.0)).add(new Scalar(SMOOTH));
    Tensor either = overPlaces(found).add(overPlaces(wanted)).add(new Scalar(SMOOTH));
    return both.div(either).mean().neg().add(new Scalar(1.0));
  }

  /** The share of the places that count whose best class is right, 0 to 1. */
  public double right(Map<String, Tensor> student, Batch batch) {
    Tensor rows = head.rows(student.get(head.tensor()));
    Tensor wanted = wanted(rows, batch);
    Tensor same = torch.eq(AnswerHead.best(rows), AnswerHead.best(wanted)).to(ScalarType.Float);
    Tensor counted = counted(wanted).reshape(-1);
    return same.mul(counted).sum().div(atLeastOne(counted.sum())).item_double();
  }

  /** One row a place, with 1 in the column of its class; all 0 where it does not count. */
  private Tensor wanted(Tensor rows, Batch batch) {
    int classes = (int) rows.size(1);
    float[] numbers = new float[classes];
    IntStream.range(0, classes).forEach(i -> numbers[i] = i);
    Tensor target = ReconstructionLoss.target(batch).reshape(-1, 1);
    return torch.eq(target, HostTensors.floats(numbers, device, 1, classes)).to(ScalarType.Float);
  }

  private static Tensor overPlaces(Tensor rows) {
    long[] places = {0};
    return rows.sum(places, false, new ScalarTypeOptional());
  }

  private static Tensor counted(Tensor wanted) {
    long[] overClasses = {1};
    return wanted.sum(overClasses, true, new ScalarTypeOptional());
  }

  private static Tensor atLeastOne(Tensor count) {
    return count.clamp_min(new Scalar(1.0));
  }
}
