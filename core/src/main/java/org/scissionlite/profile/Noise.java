package org.scissionlite.profile;

/**
 * How many samples other programs disturbed.
 *
 * @param samples that were taken
 * @param disturbed of them
 */
record Noise(long samples, long disturbed) {
  static Noise none() {
    return new Noise(0, 0);
  }

  static Noise of(Samples samples) {
    return new Noise(samples.size(), samples.disturbed());
  }

  Noise plus(Noise other) {
    return new Noise(samples + other.samples, disturbed + other.disturbed);
  }

  /** The disturbed samples' share, from 0 to 1. */
  double share() {
    return samples == 0 ? 0 : (double) disturbed / samples;
  }
}
