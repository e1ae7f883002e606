package org.scissionlite.profile.measure.sampling;

import org.scissionlite.profile.ProfileChecks;

/**
 * One run of something that is measured.
 *
 * @param nanos that passed
 * @param waitedNanos of them, in which the calling thread had no processor, for another reason than
 *     a quota of the machine
 */
public record Sample(long nanos, long waitedNanos) {
  public Sample {
    ProfileChecks.atLeast(0, waitedNanos, "waitedNanos of a sample");
    ProfileChecks.atLeast(waitedNanos, nanos, "nanos of a sample");
  }

  /** In which the calling thread ran, or a quota held it back. */
  public long ranNanos() {
    return nanos - waitedNanos;
  }
}
