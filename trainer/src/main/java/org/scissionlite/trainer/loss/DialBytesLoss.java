package org.scissionlite.trainer.loss;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.training.Objective;

/**
 * The price on bytes where each step of a dial has a goal of its own. All images of a batch go with
 * one step, whose number is the last element of what they send.
 */
public final class DialBytesLoss implements Loss {
  private final String wire;
  private final List<BytesGoalLoss> steps;

  private DialBytesLoss(String wire, List<BytesGoalLoss> steps) {
    this.wire = wire;
    this.steps = steps;
  }

  /** The price of an objective with one goal or several. */
  static Loss of(Objective.WithinBytes objective, ComputeDevice device) {
    List<BytesGoalLoss> goals =
        objective.goals().stream()
            .map(goal -> new BytesGoalLoss(objective.wire(), goal, objective.weight(), device))
            .toList();
    return goals.size() == 1 ? goals.get(0) : new DialBytesLoss(objective.wire(), goals);
  }

  /** What a batch sends without the number of its step, which is there where steps are several. */
  public static Tensor coefficients(Tensor sent, int steps) {
    return steps == 1 ? sent : sent.narrow(1, 0, sent.size(1) - 1);
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
    Tensor sent = student.get(wire);
    int step = (int) Math.round(sent.narrow(1, sent.size(1) - 1, 1).mean().item_double());
    return steps.get(step).price(coefficients(sent, steps.size()));
  }

  @Override
  public List<BytesGoalLoss> bytesGoals() {
    return steps;
  }
}
