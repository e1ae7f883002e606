package org.scissionlite.benchmarks.law;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.rehearsal.Rehearsal;
import org.scissionlite.offload.security.EdgeGate;
import org.scissionlite.onnx.runtime.OrtEngine;

/** Serves bundles until its standard input ends, the first at port 8001. */
public final class LawEdge {
  /** Where the first bundle is served. */
  public static final int FIRST_PORT = 8001;

  /** How long a process that is measured rehearses at most: {@code device} and {@code edge} do. */
  private static final Duration REHEARSAL = Duration.ofSeconds(8);

  private LawEdge() {}

  /** Has this process compile what a request needs. */
  public static void rehearse() {
    Rehearsal.Outcome outcome = new Rehearsal(new OrtEngine(), REHEARSAL, Rehearsal.ENOUGH).run();
    System.err.printf("rehearsed %d requests%n", outcome.requests());
  }

  /** Takes the address to listen on, and bundle folders. */
  public static void main(String[] arguments) throws Exception {
    rehearse();
    List<EdgeServer> servers = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      InetSocketAddress address = new InetSocketAddress(arguments[0], FIRST_PORT + i - 1);
      servers.add(
          EdgeServer.start(
              BundleReader.open(Path.of(arguments[i])),
              new OrtEngine(),
              EdgeOptions.listeningOn(address).withThreads(1).withGate(EdgeGate.insecure())));
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until the parent is gone.
    }
    servers.forEach(EdgeServer::close);
  }
}
