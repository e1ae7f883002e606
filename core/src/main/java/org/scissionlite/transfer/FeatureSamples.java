package org.scissionlite.transfer;

import java.util.List;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** What one tensor of a model holds on the calibration inputs. */
public interface FeatureSamples {
  /** The tensor that was sampled. */
  TensorSpec spec();

  /** One tensor an input, in the inputs' order. */
  List<Tensor> tensors();

  /** At most so many of these samples. */
  FeatureSamples first(int most);

  /** The samples as they leave a fragment: each is run through it. */
  FeatureSamples after(Fragment fragment);

  /**
   * Gradients of the model's answer at this tensor, see {@link Sensitivity}; there may be more or
   * fewer than samples.
   *
   * @throws org.scissionlite.error.UsageException if nothing can tell them
   */
  FeatureSamples gradients();

  /** No samples, for a TL that needs none. */
  static FeatureSamples none(TensorSpec spec) {
    return new NoSamples(spec);
  }

  /** A place without samples. */
  record NoSamples(TensorSpec spec) implements FeatureSamples {
    @Override
    public List<Tensor> tensors() {
      return List.of();
    }

    @Override
    public FeatureSamples after(Fragment fragment) {
      return new NoSamples(fragment.output());
    }

    @Override
    public FeatureSamples first(int most) {
      return this;
    }

    @Override
    public FeatureSamples gradients() {
      return this;
    }
  }
}
