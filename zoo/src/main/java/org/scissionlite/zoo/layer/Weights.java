package org.scissionlite.zoo.layer;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;

/**
 * Random weights. A tensor's values depend on the seed, its name and its size alone, and are the
 * same on every machine.
 *
 * @param seed chooses the weights of all tensors
 */
public record Weights(long seed) {
  /**
   * He's initialisation (He and others 2015, section 2.2): what a ReLU halves is doubled before.
   */
  static final double HE_GAIN = 2;

  /** Small, so that no class takes all the probability. */
  static final double LOGIT_VARIANCE = 0.25;

  /** Weights of mean 0 and variance gain / fan-in; the fan-in of [64,3,7,7] is 3 * 7 * 7 = 147. */
  public Tensor uniform(String name, Shape shape, double gain) {
    long fanIn = shape.elements() / shape.dim(0);
    float bound = (float) Math.sqrt(3 * gain / fanIn);
    Tensor tensor = Tensor.zeros(new TensorType(ElementType.FLOAT32, shape));
    FloatBuffer values = tensor.floats();
    SplittableRandom random = new SplittableRandom(seed * 31 + name.hashCode());
    float unit = bound * 0x1p-31f;
    while (values.remaining() > 1) {
      long bits = random.nextLong();
      values.put(unit * (int) bits).put(unit * (int) (bits >> 32));
    }
    if (values.hasRemaining()) {
      values.put(unit * (int) random.nextLong());
    }
    return tensor;
  }

  public static Tensor constant(int size, double value) {
    float[] values = new float[size];
    Arrays.fill(values, (float) value);
    return Tensor.ofFloats(Shape.of(size), values);
  }
}
