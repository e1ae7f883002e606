package org.scissionlite.profile.measure.sampling;

/**
 * How many samples other programs disturbed.
 *
 * @param samples that were taken
 * @param disturbed of them
 */
public record MachineNoise(long samples, long disturbed) {
  public static MachineNoise none() {
    return new MachineNoise(0, 0);
  }

  public static MachineNoise of(Samples samples) {
    return new MachineNoise(samples.size(), samples.disturbed());
  }

  public MachineNoise plus(MachineNoise other) {
    return new MachineNoise(samples + other.samples, disturbed + other.disturbed);
  }

  /** The disturbed samples' share, from 0 to 1. */
  public double share() {
    return samples == 0 ? 0 : (double) disturbed / samples;
  }
}
