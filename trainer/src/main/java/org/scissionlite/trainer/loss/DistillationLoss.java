package org.scissionlite.trainer.loss;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.training.Objective;

/** How far a student's logits and features are from its teacher's. */
record DistillationLoss(String studentLogits, String teacherLogits, Objective.Distillation settings)
    implements Loss {
  private static final double TINY = 1e-12;

  static DistillationLoss of(Objective.Distillation settings, ModelGraph student) {
    return new DistillationLoss(Logits.of(student), Logits.of(settings.teacher()), settings);
  }

  @Override
  public List<String> reads() {
    return Stream.concat(
            Stream.of(studentLogits), settings.features().stream().map(Objective.Feature::student))
        .distinct()
        .toList();
  }

  @Override
  public List<String> teacherReads() {
    return Stream.concat(
            Stream.of(teacherLogits), settings.features().stream().map(Objective.Feature::teacher))
        .distinct()
        .toList();
  }

  @Override
  public Tensor of(Map<String, Tensor> student, Batch batch) {
    Tensor loss = divergence(student, batch);
    int count = settings.features().size();
    for (Objective.Feature feature : settings.features()) {
      Tensor wanted = batch.teacher().get(feature.teacher());
      Tensor difference = student.get(feature.student()).sub(wanted);
      Tensor share =
          difference.mul(difference).mean().div(wanted.mul(wanted).mean().add(new Scalar(TINY)));
      loss = loss.add(share.mul(new Scalar(settings.featureWeight() / count)));
    }
    return loss;
  }

  /** T^2 times the Kullback-Leibler divergence of the softened classes, mean over the images. */
  private Tensor divergence(Map<String, Tensor> student, Batch batch) {
    Scalar temperature = new Scalar(settings.temperature());
    Tensor wanted =
        torch.log_softmax(Logits.rows(batch.teacher().get(teacherLogits)).div(temperature), 1);
    Tensor found = torch.log_softmax(Logits.rows(student.get(studentLogits)).div(temperature), 1);
    double scale = settings.temperature() * settings.temperature() / batch.size();
    return torch.exp(wanted).mul(wanted.sub(found)).sum().mul(new Scalar(scale));
  }
}
