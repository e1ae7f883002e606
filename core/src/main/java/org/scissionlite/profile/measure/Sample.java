package org.scissionlite.profile.measure;

import org.scissionlite.profile.ProfileChecks;

/**
 * One run of something that is measured.
 *
 * @param nanos that passed
 * @param waitedNanos of them, in which the calling thread had no processor, for another reason than
 *     a quota of the machine
 */
record Sample(long nanos, long waitedNanos) {
  Sample {
    ProfileChecks.atLeast(0, waitedNanos, "waitedNanos of a sample");
    ProfileChecks.atLeast(waitedNanos, nanos, "nanos of a sample");
  }

  /** In which the calling thread ran, or a quota held it back. */
  long ranNanos() {
    return nanos - waitedNanos;
  }
}
