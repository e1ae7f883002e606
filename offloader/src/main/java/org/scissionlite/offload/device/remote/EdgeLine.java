package org.scissionlite.offload.device.remote;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scissionlite.offload.connection.ConnectionChoice;

/**
 * The persistent connection of a device to one edge. It is replaced without an end to what is under
 * way on it: after a failure by one that was proved, and where another congestion control suits the
 * requests better, by one that was made beside it. Guarded by its {@link Edge}.
 */
final class EdgeLine {
  private final InetSocketAddress address;
  private final ConnectionSettings settings;
  private final ConnectionChoice choice;
  private EdgeConnection current;
  private Optional<EdgeConnection> next = Optional.empty();
  private int underWay;

  /** Does not connect yet. */
  EdgeLine(InetSocketAddress address, ConnectionSettings settings) {
    this.address = address;
    this.settings = settings;
    this.choice = new ConnectionChoice(settings.congestionControl(), System::nanoTime);
    this.current = another();
  }

  /** A connection beside the current one. */
  EdgeConnection another() {
    return EdgeConnection.open(address, choice.chosen(), settings);
  }

  EdgeConnection current() {
    return current;
  }

  /** The connection for a request, which {@link #ended} must follow. */
  EdgeConnection take(long bytes) {
    if (underWay > 0) {
      choice.answered();
    }
    underWay++;
    choice.sending(bytes);
    takeBetterConnection();
    return current;
  }

  private void takeBetterConnection() {
    if (next.isPresent() && !next.get().control().equals(choice.chosen())) {
      next.get().abort();
      next = Optional.empty();
    }
    if (next.isPresent() && next.get().stands()) {
      replace(next.get());
    }
    if (next.isEmpty() && !current.control().equals(choice.chosen())) {
      EdgeConnection better = another();
      boolean unused = better.stands();
      next = Optional.of(better);
    }
  }

  /** A request has ended, however it did. */
  void ended() {
    underWay--;
    choice.answered();
  }

  /** Uses another connection from now on. */
  void replace(EdgeConnection other) {
    current.retire();
    current = other;
    next.filter(each -> !each.equals(other)).ifPresent(EdgeConnection::abort);
    next = Optional.empty();
  }

  /** Ends all connections at once. */
  void abort() {
    List<EdgeConnection> all = new ArrayList<>(List.of(current));
    next.ifPresent(all::add);
    all.forEach(EdgeConnection::abort);
  }
}
