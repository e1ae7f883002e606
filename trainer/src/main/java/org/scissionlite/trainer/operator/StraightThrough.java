package org.scissionlite.trainer.operator;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * Steps that pass the gradient as if they were not there.
 *
 * <p>The slope of rounding is 0 almost everywhere, which would stop all learning before a
 * quantiser. The estimator of Bengio, Leonard and Courville (2013) takes it as 1.
 */
final class StraightThrough {
  private StraightThrough() {}

  /** The value of a step, with the gradient of its input. */
  static Tensor of(Tensor input, UnaryOperator<Tensor> step) {
    if (!input.requires_grad()) {
      return step.apply(input);
    }
    return input.add(step.apply(input).sub(input).detach());
  }
}
