package org.scissionlite.offload.edge.repository;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The versions that were replaced and stay in service for a while. Used by one thread at a time.
 */
final class Handover {
  private final Duration length;
  private final LongSupplier clock;
  private final Map<String, Leaving> leaving = new HashMap<>();

  /**
   * No version was replaced yet.
   *
   * @param clock monotonic, in nanoseconds
   */
  Handover(Duration length, LongSupplier clock) {
    this.length = length;
    this.clock = clock;
  }

  private record Leaving(String bundle, long endNanos) {}

  /** A version of a bundle was replaced now. */
  void begin(String bundle, String id) {
    leaving.put(id, new Leaving(bundle, clock.getAsLong() + length.toNanos()));
  }

  /** The ids whose time is over; they are forgotten. */
  List<String> over() {
    long now = clock.getAsLong();
    return taken(each -> now - each.endNanos() >= 0);
  }

  /** The ids of a bundle that is taken out of service; they are forgotten. */
  List<String> of(String bundle) {
    return taken(each -> each.bundle().equals(bundle));
  }

  /** All ids, as their room is needed; they are forgotten. */
  List<String> all() {
    return taken(any -> true);
  }

  private List<String> taken(Predicate<Leaving> which) {
    List<String> ids =
        leaving.entrySet().stream()
            .filter(each -> which.test(each.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    ids.forEach(leaving::remove);
    return ids;
  }
}
