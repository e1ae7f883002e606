package org.scissionlite.trainer.loss;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.training.Objective;

/** How far a student's answers and features are from its teacher's. */
record DistillationLoss(
    List<AnswerHead> student, List<AnswerHead> teacher, Objective.Distillation settings)
    implements Loss {
  static DistillationLoss of(Objective.Distillation settings, ModelGraph student) {
    return new DistillationLoss(
        AnswerHead.of(student, settings.task()),
        AnswerHead.of(settings.teacher(), settings.task()),
        settings);
  }

  @Override
  public List<String> reads() {
    return Stream.concat(
            student.stream().map(AnswerHead::tensor),
            settings.features().stream().map(Objective.Feature::student))
        .distinct()
        .toList();
  }

  @Override
  public List<String> teacherReads() {
    return Stream.concat(
            teacher.stream().map(AnswerHead::tensor),
            settings.features().stream().map(Objective.Feature::teacher))
        .distinct()
        .toList();
  }

  @Override
  public Tensor of(Map<String, Tensor> found, Batch batch) {
    Tensor loss = answer(0, found, batch);
    for (int head = 1; head < student.size(); head++) {
      loss = loss.add(answer(head, found, batch));
    }
    if (student.size() > 1) {
      loss = loss.div(new Scalar((double) student.size()));
    }
    int count = settings.features().size();
    for (Objective.Feature feature : settings.features()) {
      Tensor wanted = batch.teacher().get(feature.teacher());
      Tensor share = AnswerHead.share(found.get(feature.student()), wanted);
      loss = loss.add(share.mul(new Scalar(settings.featureWeight() / count)));
    }
    return loss;
  }

  private Tensor answer(int head, Map<String, Tensor> found, Batch batch) {
    Tensor mine = found.get(student.get(head).tensor());
    Tensor wanted = batch.teacher().get(teacher.get(head).tensor());
    return student.get(head).holdsClasses()
        ? divergence(student.get(head).rows(mine), teacher.get(head).rows(wanted))
        : AnswerHead.share(mine, wanted);
  }

  /** T^2 times the Kullback-Leibler divergence of the softened classes, mean over the rows. */
  private Tensor divergence(Tensor mine, Tensor theirs) {
    Scalar temperature = new Scalar(settings.temperature());
    Tensor wanted = torch.log_softmax(theirs.div(temperature), 1);
    Tensor found = torch.log_softmax(mine.div(temperature), 1);
    double scale = settings.temperature() * settings.temperature() / mine.size(0);
    return torch.exp(wanted).mul(wanted.sub(found)).sum().mul(new Scalar(scale));
  }
}
