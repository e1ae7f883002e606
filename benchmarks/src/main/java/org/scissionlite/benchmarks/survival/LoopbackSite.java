package org.scissionlite.benchmarks.survival;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.scissionlite.offload.link.EmulatedLink;
import org.scissionlite.offload.link.LinkConditions;

/** Both on this machine, with an emulated link between them in this process. */
final class LoopbackSite implements Site {
  private static final LinkConditions WELL = new LinkConditions(60, Duration.ofMillis(10));
  private static final LinkConditions SLOW = new LinkConditions(0.5, Duration.ofMillis(200));

  private final Place edge;
  private final EmulatedLink link;

  private LoopbackSite(int port) {
    String host = InetAddress.getLoopbackAddress().getHostAddress();
    this.edge = new Place(host, port);
    this.link = EmulatedLink.open(new InetSocketAddress(host, port), WELL);
  }

  /** A port that is free now. */
  static LoopbackSite open() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return new LoopbackSite(free.getLocalPort());
    }
  }

  @Override
  public Place edge() {
    return edge;
  }

  @Override
  public Place edgeFromDevice() {
    return new Place(edge.host(), link.address().getPort());
  }

  @Override
  public ProcessBuilder onEdge(Class<?> main, String... arguments) {
    return Site.program(Site.java(main, arguments));
  }

  @Override
  public ProcessBuilder onDevice(Class<?> main, String... arguments) {
    return Site.program(Site.java(main, arguments));
  }

  @Override
  public void cut() {
    link.cut();
  }

  @Override
  public void impair() {
    link.set(SLOW);
  }

  @Override
  public void restore() {
    link.set(WELL);
    link.restore();
  }

  @Override
  public void close() {
    link.close();
  }
}
