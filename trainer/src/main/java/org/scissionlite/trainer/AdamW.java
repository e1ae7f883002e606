package org.scissionlite.trainer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.trainer.interpreter.TorchModel;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.trainer.libtorch.NativeOwner;
import org.scissionlite.training.Schedule;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), whose state can be read and set.
 *
 * <p>Kernels alone decay; biases, means, scales and steps do not, whatever their shape.
 */
final class AdamW implements AutoCloseable {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final Schedule schedule;
  private final Map<String, Weight> weights = new LinkedHashMap<>();
  private final NativeOwner owner;

  /**
   * @param value the weight itself
   * @param mean moving mean of the gradient
   * @param square moving mean of its square
   * @param decays whether it is a kernel
   */
  private record Weight(Tensor value, Tensor mean, Tensor square, boolean decays) {}

  private AdamW(Schedule schedule, NativeOwner owner) {
    this.schedule = schedule;
    this.owner = owner;
  }

  /** Moves the learned weights of a model. */
  static AdamW of(TorchModel model, TrainableWeights trained, Schedule schedule) {
    return NativeOwner.building(
        owner -> {
          AdamW optimiser = new AdamW(schedule, owner);
          trained
              .learned()
              .forEach(
                  name ->
                      optimiser.add(
                          name, model.initializer(name), trained.kernels().contains(name)));
          return optimiser;
        });
  }

  private void add(String name, Tensor value, boolean decays) {
    value.set_requires_grad(true);
    weights.put(
        name, new Weight(value, owner.own(zerosLike(value)), owner.own(zerosLike(value)), decays));
  }

  private static Tensor zerosLike(Tensor value) {
    return NativeMemory.kept(() -> torch.zeros_like(value.detach()));
  }

  /**
   * Moves all weights along their gradients, then forgets the gradients.
   *
   * @param step from 0, over all epochs
   * @param steps of all epochs
   * @throws ScissionLiteException if the gradient is not finite
   */
  void step(long step, long steps) {
    NativeMemory.withoutGradients(
        () -> {
          clip();
          double rate = schedule.learningRate(step, steps);
          weights.values().forEach(weight -> move(weight, step + 1.0, rate));
          return true;
        });
  }

  private void clip() {
    TensorVector all =
        new TensorVector(weights.values().stream().map(Weight::value).toArray(Tensor[]::new));
    double norm = torch.clip_grad_norm_(all, schedule.clipNorm(), 2.0, false);
    if (!Double.isFinite(norm)) {
      throw new ScissionLiteException(
          "training: the gradient is not finite; lower the learning rate");
    }
  }

  private void move(Weight weight, double count, double rate) {
    Tensor gradient = weight.value().grad();
    if (!gradient.defined()) {
      return;
    }
    Tensor value = weight.value();
    weight.mean().lerp_(gradient, new Scalar(1 - BETA1));
    weight.square().mul_(new Scalar(BETA2)).addcmul_(gradient, gradient, new Scalar(1 - BETA2));
    if (weight.decays() && schedule.weightDecay() > 0) {
      value.mul_(new Scalar(1 - rate * schedule.weightDecay()));
    }
    Tensor scale =
        torch
            .sqrt(weight.square())
            .div(new Scalar(Math.sqrt(1 - StrictMath.pow(BETA2, count))))
            .add(new Scalar(EPSILON));
    value.addcdiv_(weight.mean(), scale, new Scalar(-rate / (1 - StrictMath.pow(BETA1, count))));
    gradient.zero_();
  }

  /** The moving means of a weight's gradient, which a checkpoint keeps. */
  Tensor mean(String name) {
    return weights.get(name).mean();
  }

  /** The moving means of the squares of a weight's gradient, which a checkpoint keeps. */
  Tensor square(String name) {
    return weights.get(name).square();
  }

  @Override
  public void close() {
    owner.close();
  }
}
