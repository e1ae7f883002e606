package org.scissionlite.benchmarks.survival;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.security.EdgeGate;

/** The edge of the law: serves a bundle until its standard input ends. */
final class SurvivalEdge {
  private SurvivalEdge() {}

  /** Takes the bundle, and the address and port to listen on. */
  public static void main(String[] arguments) throws Exception {
    SurvivalModel model = SurvivalModel.open(Path.of(arguments[0]));
    InetSocketAddress address = new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2]));
    EdgeServer server =
        EdgeServer.start(
            model.bundle(),
            model.engine(),
            EdgeOptions.listeningOn(address).withThreads(1).withGate(EdgeGate.insecure()));
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until the parent is gone.
    }
    server.close();
  }
}
