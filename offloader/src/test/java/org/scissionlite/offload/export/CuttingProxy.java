package org.scissionlite.offload.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries connections to a server and, when told so, ends them in the middle of what it answers.
 */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final InetSocketAddress target;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

  CuttingProxy(InetSocketAddress target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  /** Lets so many more bytes of answers through, then closes everything. */
  void cutAfter(long bytes) {
    left.set(bytes);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(target.getAddress(), target.getPort());
        open.addAll(List.of(client, server));
        start(() -> carry(client, server, false));
        start(() -> carry(server, client, true));
      }
    } catch (IOException e) {
      close();
    }
  }

  private void carry(Socket from, Socket to, boolean answers) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[4096];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        long before = answers ? left.getAndAdd(-count) : Long.MAX_VALUE;
        out.write(buffer, 0, (int) Math.max(0, Math.min(before, count)));
        out.flush();
        if (before <= count) {
          close();
        }
      }
    } catch (IOException e) {
      // the other direction ends with it
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
