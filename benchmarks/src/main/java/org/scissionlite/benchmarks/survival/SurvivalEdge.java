package org.scissionlite.benchmarks.survival;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.security.EdgeGate;

/** The edge of the law: serves and hands out bundles until its standard input ends. */
final class SurvivalEdge {
  private static final Duration LOOK = Duration.ofMillis(200);

  private SurvivalEdge() {}

  /** Takes the folder of bundles, and the address and port to listen on. */
  public static void main(String[] arguments) throws Exception {
    EdgeFeatures features =
        EdgeFeatures.none()
            .watching(Path.of(arguments[0]), LOOK)
            .distributing(true)
            .telling(line -> System.err.println("edge: " + line));
    InetSocketAddress address = new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2]));
    EdgeServer server =
        EdgeServer.start(
            List.of(),
            SurvivalModel.engine(),
            EdgeOptions.listeningOn(address).withThreads(1).withGate(EdgeGate.insecure()),
            features);
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until the parent is gone.
    }
    server.close();
  }
}
