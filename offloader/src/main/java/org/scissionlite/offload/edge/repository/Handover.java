package org.scissionlite.offload.edge.repository;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The versions that were replaced and stay in service for a while. Used by one thread at a time.
 */
final class Handover {
  private final Duration length;
  private final LongSupplier clock;
  private final Map<String, Long> ends = new HashMap<>();

  /**
   * @param clock monotonic, in nanoseconds
   */
  Handover(Duration length, LongSupplier clock) {
    this.length = length;
    this.clock = clock;
  }

  /** A version was replaced now. */
  void begin(String id) {
    ends.put(id, clock.getAsLong() + length.toNanos());
  }

  /** The versions whose time is over; they are forgotten. */
  List<String> over() {
    long now = clock.getAsLong();
    List<String> over =
        ends.entrySet().stream()
            .filter(each -> now - each.getValue() >= 0)
            .map(Map.Entry::getKey)
            .toList();
    over.forEach(ends::remove);
    return over;
  }

  /** All versions, as their room is needed; they are forgotten. */
  List<String> all() {
    List<String> all = new ArrayList<>(ends.keySet());
    ends.clear();
    return all;
  }
}
