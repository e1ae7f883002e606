package org.scissionlite.benchmarks.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.engine.Engine;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.edge.EdgeWatch;
import org.scissionlite.offload.edge.EdgeWork;
import org.scissionlite.offload.observe.EdgeObserver;
import org.scissionlite.offload.observe.RequestReport;

/** An edge on the loopback interface that counts its runs by the requests that they answer. */
final class LoadedEdge implements AutoCloseable {
  private final AtomicIntegerArray runs;
  private final EdgeServer server;

  LoadedEdge(Bundle bundle, Engine engine, EdgeWork work) {
    runs = new AtomicIntegerArray(work.batch() + 1);
    EdgeObserver counting =
        new EdgeObserver() {
          @Override
          public void ended(RequestReport report) {}

          @Override
          public void ran(String model, int requests) {
            runs.incrementAndGet(requests);
          }
        };
    server =
        EdgeServer.start(
            List.of(bundle),
            engine,
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withWork(work),
            EdgeFeatures.none()
                .telling(System.err::println)
                .watched(EdgeWatch.NONE.telling(counting)));
  }

  InetSocketAddress address() {
    return server.address();
  }

  /** Counts from now on. */
  void forgetRuns() {
    for (int i = 0; i < runs.length(); i++) {
      runs.set(i, 0);
    }
  }

  /** How many runs answered so many requests; the first is for none. */
  int[] takeRuns() {
    int[] taken = new int[runs.length()];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = runs.getAndSet(i, 0);
    }
    return taken;
  }

  @Override
  public void close() {
    server.close();
  }
}
