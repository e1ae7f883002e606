package org.scissionlite.benchmarks.experiment.run;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.benchmarks.law.LawEdge;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.security.EdgeGate;
import org.scissionlite.onnx.runtime.OrtEngine;

/** Serves bundles at ports that follow each other until its standard input ends. */
final class MeasuringEdge {
  private static final int FIRST_BUNDLE = 3;

  private MeasuringEdge() {}

  /** Takes the address to listen on, the number of threads, whether to rehearse, and bundles. */
  public static void main(String[] arguments) throws Exception {
    if (Boolean.parseBoolean(arguments[2])) {
      LawEdge.rehearse();
    }
    List<EdgeServer> servers = new ArrayList<>();
    for (int i = FIRST_BUNDLE; i < arguments.length; i++) {
      InetSocketAddress address =
          new InetSocketAddress(arguments[0], LawEdge.FIRST_PORT + servers.size());
      servers.add(
          EdgeServer.start(
              BundleReader.open(Path.of(arguments[i])),
              new OrtEngine(),
              EdgeOptions.listeningOn(address)
                  .withThreads(Integer.parseInt(arguments[1]))
                  .withGate(EdgeGate.insecure())));
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until the parent is gone.
    }
    servers.forEach(EdgeServer::close);
  }
}
