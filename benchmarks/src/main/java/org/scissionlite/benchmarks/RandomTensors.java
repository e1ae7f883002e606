package org.scissionlite.benchmarks;

import java.util.Random;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** Feature maps of given sizes. */
final class RandomTensors {
  private RandomTensors() {}

  /** A float32 tensor named x of a size such as "512x28x28", with batch 1. */
  static TensorSpec spec(String size) {
    String[] parts = size.split("x", -1);
    if (parts.length != 3) {
      throw new UsageException("expected a size CxHxW such as 512x28x28, got " + size);
    }
    Shape shape =
        Shape.of(
            1, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    return new TensorSpec("x", ElementType.FLOAT32, shape);
  }

  /** Waves with a little noise, each channel its own: a cosine transform finds few coefficients. */
  static Tensor smoothMap(TensorSpec spec) {
    Random random = new Random(1);
    Shape shape = spec.shape();
    float[] values = new float[Math.toIntExact(shape.elements())];
    int i = 0;
    for (int c = 0; c < shape.dim(1); c++) {
      double down = random.nextDouble() / 8;
      double across = random.nextDouble() / 8;
      for (int y = 0; y < shape.dim(2); y++) {
        for (int x = 0; x < shape.dim(3); x++) {
          values[i++] = (float) (Math.cos(down * y + across * x) + 0.3 * random.nextGaussian());
        }
      }
    }
    return Tensor.ofFloats(shape, values);
  }

  /** Values as they come out of a ReLU: half of them 0. */
  static Tensor featureMap(TensorSpec spec) {
    Random random = new Random(1);
    float[] values = new float[Math.toIntExact(spec.shape().elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.max(0, random.nextGaussian());
    }
    return Tensor.ofFloats(spec.shape(), values);
  }
}
