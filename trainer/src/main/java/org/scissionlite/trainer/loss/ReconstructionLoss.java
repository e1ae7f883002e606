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
    Tensor target = batch.teacher().get(TARGET);
    if (target == null) {
      throw new UsageException("training to rebuild: there are examples without a target");
    }
    Tensor difference = student.get(output).sub(target);
    return difference.mul(difference).mean();
  }
}
