package org.scissionlite.offload.observe;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that never jumps, for how long ago something was: its times begin anywhere, and tell
 * nothing to people.
 */
public final class SteadyClock extends Clock {
  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(System.nanoTime());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** The same: its times are of no zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
