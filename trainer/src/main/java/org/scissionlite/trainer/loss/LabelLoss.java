package org.scissionlite.trainer.loss;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.error.UsageException;

/**
 * Cross entropy with smoothed labels: {@code (1 - s) * -log p(label) + s * mean over classes of
 * -log p}.
 *
 * @param logits name of the tensor
 * @param smoothing s
 */
record LabelLoss(String logits, double smoothing) implements Loss {
  @Override
  public List<String> reads() {
    return List.of(logits);
  }

  @Override
  public List<String> teacherReads() {
    return List.of();
  }

  @Override
  public Tensor of(Map<String, Tensor> student, Batch batch) {
    Tensor labels =
        batch
            .labels()
            .orElseThrow(
                () ->
                    new UsageException(
                        "training with labels: there are images without one; label them or distil"));
    Tensor logProbabilities = torch.log_softmax(Logits.rows(student.get(logits)), 1);
    Tensor hit = torch.nll_loss(logProbabilities, labels).mul(new Scalar(1 - smoothing));
    return hit.sub(logProbabilities.mean().mul(new Scalar(smoothing)));
  }
}
