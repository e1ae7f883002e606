package org.scissionlite.offload.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The pictures that wait for their turn, at most so many. */
final class WaitingFrames {
  private final Deque<Ticket> tickets = new ArrayDeque<>();
  private final int most;
  private boolean closed;

  WaitingFrames(int most) {
    this.most = most;
  }

  /** Adds one, and waits until there is room; false if no more are taken. */
  synchronized boolean put(Ticket ticket) throws InterruptedException {
    while (!closed && tickets.size() >= most) {
      wait();
    }
    return add(ticket);
  }

  /** Adds one; false if there is no room or no more are taken. */
  synchronized boolean add(Ticket ticket) {
    if (closed || tickets.size() >= most) {
      return false;
    }
    tickets.add(ticket);
    notifyAll();
    return true;
  }

  /** Adds one in the place of the oldest, where there is no room; the one that is left out. */
  synchronized Optional<Ticket> replaceOldest(Ticket ticket) {
    if (add(ticket)) {
      return Optional.empty();
    }
    if (closed) {
      return Optional.of(ticket);
    }
    Ticket oldest = tickets.remove();
    tickets.add(ticket);
    return Optional.of(oldest);
  }

  /** The next one, when there is one; empty when there will be none. */
  synchronized Optional<Ticket> take() throws InterruptedException {
    while (!closed && tickets.isEmpty()) {
      wait();
    }
    notifyAll();
    return Optional.ofNullable(tickets.poll());
  }

  /** Takes no more; those that wait keep their turn. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Takes no more, and gives up those that wait. */
  synchronized List<Ticket> clear() {
    close();
    List<Ticket> left = List.copyOf(tickets);
    tickets.clear();
    return left;
  }
}
