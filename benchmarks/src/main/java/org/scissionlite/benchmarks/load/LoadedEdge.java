package org.scissionlite.benchmarks.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.engine.Engine;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.edge.EdgeWatch;
import org.scissionlite.offload.edge.EdgeWork;

/** An edge on the loopback interface that keeps what it says of its runs and requests. */
final class LoadedEdge implements AutoCloseable {
  private final Seen.Keeper keeper = new Seen.Keeper();
  private final EdgeServer server;

  LoadedEdge(Bundle bundle, Engine engine, EdgeWork work) {
    server =
        EdgeServer.start(
            List.of(bundle),
            engine,
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withWork(work),
            EdgeFeatures.none()
                .telling(System.err::println)
                .watched(EdgeWatch.NONE.telling(keeper)));
  }

  int port() {
    return server.address().getPort();
  }

  InetSocketAddress address() {
    return server.address();
  }

  /** What it has done since it was asked before. */
  Seen take() {
    return keeper.take();
  }

  @Override
  public void close() {
    server.close();
  }
}
