package org.scissionlite.offload.edge.inference;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Who is next, so that nobody waits because somebody else asks a lot. There are rounds; in each
 * round every source that waits has one turn, the one with the earliest deadline first. What one
 * source wants comes in the order of its deadlines, too; of two with the same deadline, or none,
 * the one that came first.
 *
 * <p>One source with 60 waiting requests and one with a single one: the single one is the second at
 * the latest. A source that comes back at once has its next turn in the next round, however early
 * its deadline is. Each call takes time in proportion to the number of sources. Used by one thread
 * at a time.
 */
final class FairQueue<T extends FairQueue.Turn> {
  /** Something that waits. */
  interface Turn {
    /** Who wants it. */
    Object source();

    /** When it must be done, in nanoseconds of the clock of all turns. */
    long dueNanos();
  }

  private record Numbered<T extends Turn>(T item, long number) {
    static <T extends Turn> Comparator<Numbered<T>> earliestFirst() {
      return Comparator.<Numbered<T>, Numbered<T>>comparing(
              each -> each, (a, b) -> Long.signum(a.item.dueNanos() - b.item.dueNanos()))
          .thenComparingLong(Numbered::number);
    }
  }

  private final Comparator<Numbered<T>> order = Numbered.earliestFirst();
  private final Map<Object, PriorityQueue<Numbered<T>>> bySource = new HashMap<>();

  /** Those that have had their turn in this round. */
  private final Set<Object> served = new HashSet<>();

  private long count;
  private int size;

  int size() {
    return size;
  }

  /** How much of a source waits. */
  int size(Object source) {
    PriorityQueue<Numbered<T>> own = bySource.get(source);
    return own == null ? 0 : own.size();
  }

  void add(T item) {
    bySource
        .computeIfAbsent(item.source(), source -> new PriorityQueue<>(order))
        .add(new Numbered<>(item, count++));
    size++;
  }

  /** Takes the next one out; empty where nothing waits. */
  Optional<T> poll() {
    if (size == 0) {
      return Optional.empty();
    }
    if (served.containsAll(bySource.keySet())) {
      served.clear();
    }
    Numbered<T> next =
        bySource.entrySet().stream()
            .filter(each -> !served.contains(each.getKey()))
            .map(each -> each.getValue().element())
            .min(order)
            .orElseThrow();
    served.add(next.item().source());
    take(next);
    return Optional.of(next.item());
  }

  /** Takes one out; whether it was waiting. */
  boolean remove(T item) {
    PriorityQueue<Numbered<T>> own = bySource.get(item.source());
    Optional<Numbered<T>> found =
        own == null
            ? Optional.empty()
            : own.stream().filter(each -> each.item().equals(item)).findFirst();
    found.ifPresent(this::take);
    return found.isPresent();
  }

  private void take(Numbered<T> numbered) {
    Object source = numbered.item().source();
    PriorityQueue<Numbered<T>> own = bySource.get(source);
    own.remove(numbered);
    size--;
    if (own.isEmpty()) {
      bySource.remove(source);
    }
    if (size == 0) {
      served.clear();
    }
  }
}
