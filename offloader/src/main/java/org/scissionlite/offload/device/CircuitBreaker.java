package org.scissionlite.offload.device;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.scissionlite.offload.connection.EdgeFailure;

/**
 * Leaves an edge alone for a while after it cost a request all its time, or said that it runs
 * something else, so that the next requests do not pay the same; an edge that fails at once is
 * asked every time.
 */
final class CircuitBreaker {
  private static final Set<EdgeFailure.Kind> TIRING =
      EnumSet.of(EdgeFailure.Kind.TIMED_OUT, EdgeFailure.Kind.OTHER_BUNDLE);

  private final Duration length;
  private final LongSupplier clock;
  private Optional<EdgeFailure> failure = Optional.empty();
  private long endNanos;

  /**
   * No rest yet.
   *
   * @param clock monotonic, in nanoseconds
   */
  CircuitBreaker(Duration length, LongSupplier clock) {
    this.length = length;
    this.clock = clock;
  }

  /** The edge failed. */
  void after(EdgeFailure newFailure) {
    failure = TIRING.contains(newFailure.kind()) ? Optional.of(newFailure) : Optional.empty();
    endNanos = clock.getAsLong() + length.toNanos();
  }

  /** The failure because of which the edge is left alone now, if it is. */
  Optional<EdgeFailure> now() {
    return failure.filter(any -> clock.getAsLong() - endNanos < 0);
  }
}
