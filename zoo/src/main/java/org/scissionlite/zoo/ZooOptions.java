package org.scissionlite.zoo;

import org.scissionlite.error.UsageException;

/**
 * How an architecture is built; {@link Zoo#defaults} gives the usual values.
 *
 * @param width multiplies the channels where an architecture has a width, 0.1 to 4; 1 elsewhere
 * @param inputSize height and width of the image in pixels, at most 2,048
 * @param classes how many the model tells apart, 2 to 100,000
 * @param seed chooses the random weights
 */
public record ZooOptions(double width, int inputSize, int classes, long seed) {
  private static final double LEAST_WIDTH = 0.1;
  private static final double MOST_WIDTH = 4;
  private static final int LEAST_INPUT_SIZE = 32;
  private static final int MOST_INPUT_SIZE = 2048;
  private static final int MOST_CLASSES = 100_000;

  public ZooOptions {
    check("width", width >= LEAST_WIDTH && width <= MOST_WIDTH, "0.1 to 4", width);
    check(
        "input size",
        inputSize >= LEAST_INPUT_SIZE && inputSize <= MOST_INPUT_SIZE,
        "32 to 2048 pixels",
        inputSize);
    check("classes", classes >= 2 && classes <= MOST_CLASSES, "2 to 100000", classes);
  }

  private static void check(String what, boolean valid, String expected, Number found) {
    if (!valid) {
      throw new UsageException("%s: expected %s, got %s".formatted(what, expected, found));
    }
  }

  public ZooOptions withWidth(double newWidth) {
    return new ZooOptions(newWidth, inputSize, classes, seed);
  }

  public ZooOptions withInputSize(int newInputSize) {
    return new ZooOptions(width, newInputSize, classes, seed);
  }

  public ZooOptions withClasses(int newClasses) {
    return new ZooOptions(width, inputSize, newClasses, seed);
  }

  public ZooOptions withSeed(long newSeed) {
    return new ZooOptions(width, inputSize, classes, newSeed);
  }
}
