package org.scissionlite.offload.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.scissionlite.error.ScissionLiteException;

/**
 * An emulated link in this process: whoever connects to its address is connected to the target, at
 * the link's rate and with its delay. Rate and delay can change while bytes flow, and the link can
 * be cut.
 *
 * <p>At 60 Mbit/s and a round trip of 27.4 ms a request of 158,828 bytes and its short answer take
 * 21.2 + 27.4 = 48.6 ms.
 *
 * <p>Not modelled: TCP's congestion window (a real connection that was idle needs further round
 * trips for more than some 14,000 bytes), losses, the handshake of a new connection, the headers of
 * TCP and IP (some 3 %), and that both directions may share one medium, as in a wireless network.
 */
public final class EmulatedLink implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2000;

  private final InetSocketAddress target;
  private final ServerSocket listener;
  private final Pacer up;
  private final Pacer down;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  private EmulatedLink(InetSocketAddress target, ServerSocket listener, LinkConditions conditions) {
    this.target = target;
    this.listener = listener;
    this.up = new Pacer(conditions, System::nanoTime);
    this.down = new Pacer(conditions, System::nanoTime);
  }

  /**
   * A link to a server, on a free port of the loopback interface.
   *
   * @throws ScissionLiteException if no port is free
   */
  public static EmulatedLink open(InetSocketAddress target, LinkConditions conditions) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      EmulatedLink link = new EmulatedLink(target, listener, conditions);
      link.start("accept", link::acceptAll);
      return link;
    } catch (IOException e) {
      throw new ScissionLiteException("cannot open an emulated link: " + e.getMessage(), e);
    }
  }

  /** Where the device connects to. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** Changes the link; bytes that are on the way keep their times. */
  public void set(LinkConditions conditions) {
    up.set(conditions);
    down.set(conditions);
  }

  /** Pulls the cable: nothing passes, and connections stay open. */
  public void cut() {
    up.setCut(true);
    down.setCut(true);
  }

  /** Plugs the cable in again: what waited passes. */
  public void restore() {
    up.setCut(false);
    down.setCut(false);
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        // The link was closed, or one connection broke while it was made: the next is awaited.
      }
    }
  }

  private void connect(Socket device) throws IOException {
    Socket edge = new Socket();
    List<Socket> both = List.of(device, edge);
    sockets.addAll(both);
    try {
      edge.connect(new InetSocketAddress(target.getHostString(), target.getPort()), CONNECT_MILLIS);
      for (Socket socket : both) {
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
    } catch (IOException e) {
      both.forEach(EmulatedLink::closeQuietly);
      sockets.removeAll(both);
      throw e;
    }
    carry(new ThrottledPipe(device, edge, up));
    carry(new ThrottledPipe(edge, device, down));
  }

  private void carry(ThrottledPipe pipe) {
    start("send", pipe::send);
    start("deliver", pipe::deliver);
  }

  private void start(String name, Runnable work) {
    Runnable untilDone =
        () -> {
          work.run();
          threads.remove(Thread.currentThread());
          sockets.removeIf(Socket::isClosed);
        };
    Thread thread = new Thread(untilDone, "emulated-link-" + name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed for this process all the same.
    }
  }

  /** Breaks all connections and takes no more; a second call does nothing. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // It is closed for this process all the same.
    }
    sockets.forEach(EmulatedLink::closeQuietly);
    threads.forEach(Thread::interrupt);
  }
}
