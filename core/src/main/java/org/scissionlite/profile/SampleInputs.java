package org.scissionlite.profile;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** Inputs to measure with: normally distributed numbers from a seed; zeros where integers go in. */
final class SampleInputs {
  private static final long SEED = 1;

  private SampleInputs() {}

  static Map<String, Tensor> of(List<TensorSpec> specs) {
    Random random = new Random(SEED);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    specs.forEach(spec -> inputs.put(spec.name(), of(spec, random)));
    return inputs;
  }

  private static Tensor of(TensorSpec spec, Random random) {
    Tensor tensor = Tensor.zeros(spec.type());
    if (spec.elementType() == ElementType.FLOAT32) {
      FloatBuffer values = tensor.floats();
      while (values.hasRemaining()) {
        values.put((float) random.nextGaussian());
      }
    }
    return tensor;
  }
}
