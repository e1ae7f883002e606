package org.scissionlite.transfer.transform;

import java.util.Arrays;
import java.util.List;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.transfer.DeadZone;

/**
 * The samples' coefficients as one step rounds them.
 *
 * @param operators that make them
 * @param tiles which coefficient each of their elements is
 * @param samples one tensor a sample, not rounded
 * @param scales 1 / step of each coefficient of a tile
 */
@SuppressWarnings("ArrayRecordComponent")
record StepCoefficients(
    TransformOperators operators, TileIndex tiles, List<Tensor> samples, float[] scales) {
  /** A few inputs do not tell what others hold. */
  private static final int LEAST_SAMPLES = 20;

  /**
   * Without the last components, as far as they are rounded to zero everywhere in all samples: then
   * nobody computes them, and the message has no place for them. The components come by their
   * variance, so it is the last ones that a coarse step leaves nothing of.
   */
  StepCoefficients withoutZeros() {
    int kept = samples.size() < LEAST_SAMPLES ? tiles.channels() : Math.max(1, components());
    return first(kept);
  }

  /** How many components there are up to the last that is not zero. */
  private int components() {
    int[] index = tiles.expanded();
    int inner = index.length / tiles.channels();
    int components = 0;
    for (Tensor sample : samples) {
      float[] values = sample.toFloats();
      int i = values.length - 1;
      while (i >= components * inner && DeadZone.level(values[i] * scales[index[i]]) == 0) {
        i--;
      }
      components = Math.max(components, i / inner + (i >= components * inner ? 1 : 0));
    }
    return components;
  }

  /** With so many components alone. */
  StepCoefficients first(int kept) {
    if (kept == tiles.channels()) {
      return this;
    }
    Shape shape = samples.get(0).shape();
    Shape smaller = Shape.of(shape.dim(0), kept, shape.dim(2), shape.dim(3));
    int elements = Math.toIntExact(smaller.elements());
    int places = scales.length / tiles.channels() * kept;
    return new StepCoefficients(
        operators.with(operators.basis().first(kept)),
        new TileIndex(kept, tiles.rows(), tiles.columns()),
        samples.stream()
            .map(each -> Tensor.ofFloats(smaller, Arrays.copyOf(each.toFloats(), elements)))
            .toList(),
        Arrays.copyOf(scales, places));
  }
}
