package org.scissionlite.training;

import java.util.List;
import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.Detection;
import org.scissionlite.task.Segmentation;
import org.scissionlite.task.Task;
import org.scissionlite.transfer.codec.entropy.ClassMap;

/** What a training makes small. */
public sealed interface Objective {
  /**
   * Cross entropy with the labels.
   *
   * @param smoothing the share of every label that is spread over all classes, 0 to below 1
   */
  record Labels(double smoothing) implements Objective {
    public Labels {
      requireRange("label smoothing", smoothing, 0, 0.999);
    }
  }

  /**
   * Distillation (Hinton, Vinyals and Dean 2015; Romero et al. 2015): be like the teacher, which
   * needs no labels.
   *
   * <p>{@code T^2 KL(teacher || student)} of the logits divided by T, plus featureWeight times the
   * mean over the features of {@code |student - teacher|^2 / |teacher|^2}.
   *
   * @param teacher the uncut model; it has the student's inputs
   * @param features tensors that are to be alike
   * @param temperature T, above 0
   * @param featureWeight 0 or more
   * @param task how the answers read, which says what of them is to be alike: logits of classes, of
   *     a picture or of each place, or values by their squared difference as a share; empty for a
   *     classifier of one output
   */
  record Distillation(
      ModelGraph teacher,
      List<Feature> features,
      double temperature,
      double featureWeight,
      Optional<Task> task)
      implements Objective {
    /** That of a classifier of one output. */
    public Distillation(
        ModelGraph teacher, List<Feature> features, double temperature, double featureWeight) {
      this(teacher, features, temperature, featureWeight, Optional.empty());
    }

    public Distillation {
      features = List.copyOf(features);
      requireRange("distillation temperature", temperature, 0.01, 100);
      requireRange("feature weight", featureWeight, 0, 1e6);
    }
  }

  /**
   * A tensor that student and teacher both have.
   *
   * @param student its name in the model that is trained
   * @param teacher its name in the teacher
   */
  record Feature(String student, String teacher) {}

  /**
   * {@code (1 - labelShare) * distillation + labelShare * labels}.
   *
   * @param labelShare 0 to 1
   */
  record Both(Labels labels, Distillation distillation, double labelShare) implements Objective {
    public Both {
      requireRange("label share", labelShare, 0, 1);
    }
  }

  /**
   * Cross entropy and Dice's coefficient of the class of each place, which is each example's own
   * target.
   *
   * @param areas how the answers read
   */
  record Areas(Segmentation areas) implements Objective {}

  /**
   * Focal loss of the classes of all anchors, and smooth L1 loss of the offsets to their boxes,
   * which are each example's own target.
   *
   * @param boxes how the answers read
   */
  record Boxes(Detection boxes) implements Objective {}

  /** The mean squared difference between the model's output and each example's own target. */
  record Reconstruction() implements Objective {}

  /**
   * Pictures that look alike: half the mean squared difference and half {@code 1 - SSIM}, of
   * pictures that are the model's output, or each example's own target, added to a base.
   *
   * @param base levels of 0 to 1, [1,3,H,W], of at least 11x11 pixels
   */
  record Structure(Tensor base) implements Objective {}

  /**
   * Another objective within a number of bytes: while the wire takes more than the goal on average,
   * bytes have a price, and none below the goal.
   *
   * <p>The bytes are estimated so that they have a gradient: a class whose quantised values are m
   * away from zero on average takes {@code log2(1 + 2 e m)} bits a value. 3,136 values with m =
   * 0.5: 1.895 bits each, 743 bytes. Before each epoch the estimate is corrected by what the
   * validation images would really take.
   *
   * @param base what else to make small
   * @param wire name of the quantised tensor, whose zero stands for nothing; with several goals its
   *     last element tells which
   * @param goals one, or one for each step of a dial
   * @param weight the highest price, of as many bytes as the goal
   */
  record WithinBytes(Objective base, String wire, List<BytesGoal> goals, double weight)
      implements Objective {
    /** With one goal. */
    public WithinBytes(
        Objective base, String wire, ClassMap classes, double goalBytes, double weight) {
      this(base, wire, List.of(new BytesGoal(classes, goalBytes)), weight);
    }

    public WithinBytes {
      goals = List.copyOf(goals);
      if (goals.isEmpty()) {
        throw new UsageException("objective: expected a goal in bytes, got none");
      }
      requireRange("weight of the bytes", weight, 0, 1e6);
      if (base instanceof WithinBytes) {
        throw new UsageException("objective: the bytes are counted already");
      }
    }
  }

  /**
   * How many bytes an image are not to be exceeded.
   *
   * @param classes which elements of the wire tensor share one table of the codec
   * @param bytes an image on average
   */
  record BytesGoal(ClassMap classes, double bytes) {
    public BytesGoal {
      requireRange("goal in bytes", bytes, 1, 1e12);
    }
  }

  /** The steps of the dial that the model has; 1 without one. */
  default int steps() {
    return this instanceof WithinBytes goal ? goal.goals().size() : 1;
  }

  /**
   * Whether an epoch is to be kept rather than the best so far: with labels or boxes alone the one
   * of higher accuracy, of equal ones the one of smaller loss; with any other objective the one of
   * smaller loss.
   */
  default boolean prefers(EpochReport candidate, EpochReport best) {
    boolean smallerLoss = candidate.validationLoss() < best.validationLoss();
    if (!(this instanceof Labels || this instanceof Boxes)) {
      return smallerLoss;
    }
    return candidate.accuracy() > best.accuracy()
        || (candidate.accuracy() == best.accuracy() && smallerLoss);
  }

  /** How the answers read by which models are compared; empty for a classifier of one output. */
  default Optional<Task> answers() {
    if (this instanceof Distillation distillation) {
      return distillation.task();
    }
    if (this instanceof Both both) {
      return both.distillation().task();
    }
    if (this instanceof Areas segmenter) {
      return Optional.of(segmenter.areas());
    }
    if (this instanceof Boxes detector) {
      return Optional.of(detector.boxes());
    }
    return this instanceof WithinBytes goal ? goal.base().answers() : Optional.empty();
  }

  /**
   * What is estimated for each image on the way and added up in a validation: all but a goal in
   * bytes, which the validation knows better from what all its images take.
   */
  default Objective measured() {
    return this instanceof WithinBytes goal ? goal.base() : this;
  }

  private static void requireRange(String what, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new UsageException("%s: expected %s to %s, got %s".formatted(what, low, high, value));
    }
  }
}
