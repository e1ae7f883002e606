package org.scissionlite.transfer.transform;

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
   * Without the last components and the highest frequencies, as far as they are rounded to zero
   * everywhere in all samples: then nobody computes them, and the message has no place for them.
   * The components come by their variance, and high frequencies hold least, so it is these that a
   * coarse step leaves nothing of.
   */
  StepCoefficients withoutZeros() {
    return samples.size() < LEAST_SAMPLES ? this : within(notZero());
  }

  /** Up to the last component, and the highest frequency along each side, that is not zero. */
  private TileIndex notZero() {
    int[] index = tiles.expanded();
    int height = tiles.rows().frequencies();
    int width = tiles.columns().frequencies();
    int components = 1;
    int down = 1;
    int across = 1;
    for (Tensor sample : samples) {
      float[] values = sample.toFloats();
      for (int i = 0; i < values.length; i++) {
        int place = index[i];
        if (DeadZone.level(values[i] * scales[place]) != 0) {
          components = Math.max(components, place / (height * width) + 1);
          down = Math.max(down, place / width % height + 1);
          across = Math.max(across, place % width + 1);
        }
      }
    }
    return new TileIndex(components, tiles.rows().lowest(down), tiles.columns().lowest(across));
  }

  /** With the first components and the lowest frequencies alone. */
  StepCoefficients within(TileIndex kept) {
    if (kept.equals(tiles)) {
      return this;
    }
    int[] places = tiles.placesOf(kept);
    float[] fewer = new float[places.length];
    for (int i = 0; i < fewer.length; i++) {
      fewer[i] = scales[places[i]];
    }
    int[] elements = tiles.elementsOf(kept);
    return new StepCoefficients(
        operators.within(kept),
        kept,
        samples.stream().map(each -> picked(each, kept, elements)).toList(),
        fewer);
  }

  private static Tensor picked(Tensor sample, TileIndex kept, int[] elements) {
    float[] values = sample.toFloats();
    float[] fewer = new float[elements.length];
    for (int i = 0; i < fewer.length; i++) {
      fewer[i] = values[elements[i]];
    }
    Shape shape = Shape.of(1, kept.channels(), kept.rows().coded(), kept.columns().coded());
    return Tensor.ofFloats(shape, fewer);
  }
}
