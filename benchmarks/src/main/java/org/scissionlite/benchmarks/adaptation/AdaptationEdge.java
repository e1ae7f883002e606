package org.scissionlite.benchmarks.adaptation;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.scissionlite.benchmarks.law.LawEdge;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.security.EdgeGate;
import org.scissionlite.onnx.runtime.OrtEngine;

/**
 * The edge: one request after another, each of which takes twice as long as here, until its
 * standard input ends.
 */
final class AdaptationEdge {
  private static final double SLOWDOWN = 2;

  private AdaptationEdge() {}

  /** Takes the address to listen on and the bundle. */
  public static void main(String[] arguments) throws Exception {
    InetSocketAddress address = new InetSocketAddress(arguments[0], LawEdge.FIRST_PORT);
    EdgeOptions options =
        EdgeOptions.listeningOn(address)
            .withThreads(1)
            .withParallel(1)
            .withGate(EdgeGate.insecure());
    SteadyEngine engine = new SteadyEngine(new OrtEngine(), () -> SLOWDOWN);
    EdgeServer server = EdgeServer.start(BundleReader.open(Path.of(arguments[1])), engine, options);
    try (server) {
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // Until the parent is gone.
      }
    }
  }
}
