package org.scissionlite.transfer.transform;

import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;

/**
 * The value of a quantised coefficient: level * step + sign(level) * offset, which is the mean of
 * the values that were rounded to the level.
 *
 * @param steps of each coefficient of a tile, [C,1,h,1,w]
 * @param offsets likewise; negative for most, as small values are more frequent than large ones
 */
record Reconstruction(Tensor steps, Tensor offsets) {
  /**
   * The values of a step.
   *
   * @param shape of a value for each coefficient of a tile
   * @param scales 1 / step of each
   * @param offsets in steps
   */
  static Reconstruction of(Shape shape, float[] scales, float[] offsets) {
    float[] steps = new float[scales.length];
    float[] signs = new float[scales.length];
    for (int i = 0; i < scales.length; i++) {
      steps[i] = 1 / scales[i];
      signs[i] = offsets[i] / scales[i];
    }
    return new Reconstruction(Tensor.ofFloats(shape, steps), Tensor.ofFloats(shape, signs));
  }
}
