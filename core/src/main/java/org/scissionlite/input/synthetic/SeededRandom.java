package org.scissionlite.input.synthetic;

import java.util.SplittableRandom;

/** Chance that is the same for the same seed on every machine. */
final class SeededRandom {
  private static final int SUMMANDS = 12;

  private final SplittableRandom random;

  SeededRandom(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A number from low to below high, all equally likely. */
  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** A whole number from low to high, both included. */
  int whole(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  double sign() {
    return random.nextBoolean() ? 1 : -1;
  }

  /** A nearly normal number of mean 0 and deviation 1: the sum of twelve equally likely ones. */
  double normal() {
    double sum = -SUMMANDS / 2.0;
    for (int i = 0; i < SUMMANDS; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  long seed() {
    return random.nextLong();
  }
}
