package org.scissionlite.trainer.loss;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.training.Objective;

/** What an objective says about a batch, as a number with gradients. */
public interface Loss {
  /** The tensors of the student that it reads. */
  List<String> reads();

  /** The tensors of the teacher that it reads. */
  List<String> teacherReads();

  /**
   * The loss, of no dimension.
   *
   * @param student the tensors of {@link #reads()}
   * @param batch with the teacher's tensors of {@link #teacherReads()}
   */
  Tensor of(Map<String, Tensor> student, Batch batch);

  /** The parts that hold the bytes to a goal: none, one, or one for each step of a dial. */
  default List<BytesGoalLoss> bytesGoals() {
    return List.of();
  }

  /** The loss of an objective for a model. */
  static Loss of(Objective objective, ModelGraph student, ComputeDevice device) {
    if (objective instanceof Objective.Labels labels) {
      return new LabelLoss(Logits.of(student), labels.smoothing());
    }
    if (objective instanceof Objective.Distillation distillation) {
      return DistillationLoss.of(distillation, student);
    }
    if (objective instanceof Objective.Both both) {
      Loss labels = of(both.labels(), student, device);
      return new SumLoss(
          List.of(
              new SumLoss.Part(1 - both.labelShare(), of(both.distillation(), student, device)),
              new SumLoss.Part(both.labelShare(), labels)));
    }
    if (objective instanceof Objective.WithinBytes goal) {
      return new SumLoss(
          List.of(
              new SumLoss.Part(1, of(goal.base(), student, device)),
              new SumLoss.Part(1, DialBytesLoss.of(goal, device))));
    }
    if (objective instanceof Objective.Areas) {
      return new AreaLoss(AnswerHead.of(student, objective.answers()).get(0), device);
    }
    if (objective instanceof Objective.Boxes detector) {
      return new BoxLoss(student, detector.boxes(), device);
    }
    String output = student.outputs().get(0).name();
    return objective instanceof Objective.Structure structure
        ? new StructureLoss(output, structure.base(), device)
        : new ReconstructionLoss(output);
  }
}
