package org.scissionlite.trainer.loss;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Several losses, each with its weight. */
record SumLoss(List<Part> parts) implements Loss {
  SumLoss {
    parts = List.copyOf(parts);
  }

  record Part(double weight, Loss loss) {}

  @Override
  public List<String> reads() {
    return parts.stream().flatMap(part -> part.loss().reads().stream()).distinct().toList();
  }

  @Override
  public List<String> teacherReads() {
    return parts.stream().flatMap(part -> part.loss().teacherReads().stream()).distinct().toList();
  }

  @Override
  public Tensor of(Map<String, Tensor> student, Batch batch) {
    return parts.stream()
        .map(part -> part.loss().of(student, batch).mul(new Scalar(part.weight())))
        .reduce(Tensor::add)
        .orElseThrow();
  }

  @Override
  public List<BytesGoalLoss> bytesGoals() {
    return parts.stream().flatMap(part -> part.loss().bytesGoals().stream()).toList();
  }
}
