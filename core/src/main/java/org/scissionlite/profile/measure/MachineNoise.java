package org.scissionlite.profile.measure;

/**
 * How many samples other programs disturbed.
 *
 * @param samples that were taken
 * @param disturbed of them
 */
record MachineNoise(long samples, long disturbed) {
  static MachineNoise none() {
    return new MachineNoise(0, 0);
  }

  static MachineNoise of(Samples samples) {
    return new MachineNoise(samples.size(), samples.disturbed());
  }

  MachineNoise plus(MachineNoise other) {
    return new MachineNoise(samples + other.samples, disturbed + other.disturbed);
  }

  /** The disturbed samples' share, from 0 to 1. */
  double share() {
    return samples == 0 ? 0 : (double) disturbed / samples;
  }
}
