package org.scissionlite.trainer.loss;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.scissionlite.error.UsageException;

/**
 * The mean squared difference between the model's output and the examples' targets.
 *
 * @param output name of the tensor
 */
public record ReconstructionLoss(String output) implements Loss {
  /** What a batch calls the targets of its examples. */
  public static final String TARGET = "target of the example";

  @Override
  public List<String> reads() {
    return List.of(output);
  }

  @Override
  public List<String> teacherReads() {
    return List.of();
  }

  @Override
  public Tensor of(Map<String, Tensor> student, Batch batch) {
    return squared(student.get(output), target(batch));
  }

  /**
   * What the examples of a batch are to give.
   *
   * @throws UsageException if one has no target
   */
  static Tensor target(Batch batch) {
    Tensor target = batch.teacher().get(TARGET);
    if (target == null) {
      throw new UsageException("training to rebuild: there are examples without a target");
    }
    return target;
  }

  /** The mean squared difference. */
  static Tensor squared(Tensor values, Tensor target) {
    Tensor difference = values.sub(target);
    return difference.mul(difference).mean();
  }
}
