package org.scissionlite.transfer;

import java.util.Random;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.codec.WireIntegers;

/**
 * A transfer layer as it runs, but not as it answers: operators and codec of the right sizes that
 * were fitted to nothing. What it takes depends on the shapes and on the share of zeros that it
 * sends, not on the weights, so its time can be measured before anything is learned.
 *
 * @param layer its operators and its codec
 * @param wire what it is taken to send: {@link #ZEROS} of the integers are zero
 */
public record TypicalTransferLayer(FittedTransferLayer layer, Tensor wire) {
  /**
   * The share of zeros in what is sent: about as many as "transform:step=1.0" leaves on feature
   * maps of trained classifiers.
   */
  public static final double ZEROS = 0.9;

  private static final int LARGEST_LEVEL = 60;
  private static final long SEED = 1;

  /**
   * Integers of which the usual share is zero; of the others half are 1, a quarter 2, of both
   * signs.
   */
  public static Tensor levels(Shape shape) {
    Random random = new Random(SEED);
    short[] levels = new short[Math.toIntExact(shape.elements())];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = random.nextDouble() < ZEROS ? 0 : level(random);
    }
    return WireIntegers.tensor(new TensorType(ElementType.INT8, shape), levels);
  }

  private static short level(Random random) {
    int magnitude = 1;
    while (magnitude < LARGEST_LEVEL && random.nextBoolean()) {
      magnitude++;
    }
    return (short) (random.nextBoolean() ? magnitude : -magnitude);
  }

  /** Integers as the numbers that they are rounded from with a step of one. */
  public static Tensor numbers(Tensor levels) {
    short[] integers = WireIntegers.read(levels);
    float[] numbers = new float[integers.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = integers[i];
    }
    return Tensor.ofFloats(levels.shape(), numbers);
  }
}
