package org.scissionlite.offload.edge.inference;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is next, so that nobody waits because somebody else asks a lot. There are rounds; in each
 * round every source that waits has one turn, the one with the earliest deadline first. What one
 * source wants comes in the order of its deadlines, too; of two with the same deadline, or none,
 * the one that came first.
 *
 * <p>One source with 60 waiting requests and one with a single one: the single one is the second at
 * the latest. A source that comes back at once has its next turn in the next round, however early
 * its deadline is. To add one or to take the next one takes time in proportion to the logarithm of
 * the number of sources. Used by one thread at a time.
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

  /** What comes first of each source that has its turn yet. */
  private NavigableSet<Numbered<T>> round = new TreeSet<>(order);

  /** What comes first of each source that waits for the next round. */
  private NavigableSet<Numbered<T>> nextRound = new TreeSet<>(order);

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
    PriorityQueue<Numbered<T>> own =
        bySource.computeIfAbsent(item.source(), source -> new PriorityQueue<>(order));
    change(item.source(), own, () -> own.add(new Numbered<>(item, count++)));
    size++;
  }

  /** Takes the next one out; empty where nothing waits. */
  Optional<T> poll() {
    if (size == 0) {
      return Optional.empty();
    }
    if (round.isEmpty()) {
      NavigableSet<Numbered<T>> over = round;
      round = nextRound;
      nextRound = over;
      served.clear();
    }
    T next = round.pollFirst().item();
    PriorityQueue<Numbered<T>> own = bySource.get(next.source());
    own.remove();
    served.add(next.source());
    if (!own.isEmpty()) {
      nextRound.add(own.element());
    }
    taken(next.source(), own);
    return Optional.of(next);
  }

  /** Takes one out; whether it was waiting. */
  boolean remove(T item) {
    PriorityQueue<Numbered<T>> own = bySource.get(item.source());
    Optional<Numbered<T>> found =
        own == null
            ? Optional.empty()
            : own.stream().filter(each -> each.item().equals(item)).findFirst();
    found.ifPresent(
        numbered -> {
          change(item.source(), own, () -> own.remove(numbered));
          taken(item.source(), own);
        });
    return found.isPresent();
  }

  /** Does something to what waits of a source, and keeps what comes first of it up to date. */
  private void change(Object source, PriorityQueue<Numbered<T>> own, Runnable action) {
    NavigableSet<Numbered<T>> heads = served.contains(source) ? nextRound : round;
    if (!own.isEmpty()) {
      heads.remove(own.element());
    }
    action.run();
    if (!own.isEmpty()) {
      heads.add(own.element());
    }
  }

  private void taken(Object source, PriorityQueue<Numbered<T>> own) {
    size--;
    if (own.isEmpty()) {
      bySource.remove(source);
    }
    if (size == 0) {
      served.clear();
    }
  }
}
