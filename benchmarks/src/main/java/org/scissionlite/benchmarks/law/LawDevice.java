package org.scissionlite.benchmarks.law;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.file.Json;
import org.scissionlite.link.Link;
import org.scissionlite.offload.probe.LinkProbe;
import org.scissionlite.offload.probe.ProbeOptions;

/** The device of the law: measures profiles, probes links, predicts, and sends requests. */
final class LawDevice {
  private LawDevice() {}

  /** Takes SHARED, OUTPUT, the grid, and the script of the testbed. */
  public static void main(String[] arguments) throws Exception {
    Path shared = Path.of(arguments[0]);
    Path output = Path.of(arguments[1]);
    LawGrid grid = LawGrid.named(arguments[2]);
    Testbed testbed = new Testbed(Path.of(arguments[3]));
    LawBundles bundles = new LawBundles(shared, output);
    LawEdge.rehearse();
    List<NetworkUnderTest> networks = new ArrayList<>();
    for (LawModel network : grid.models()) {
      networks.add(NetworkUnderTest.open(network, bundles, address(networks.size())));
    }
    LawCases cases = new LawCases();
    for (int round = 0; round < grid.rounds(); round++) {
      for (LawGrid.Setting setting : grid.settings()) {
        testbed.set(setting);
        Thread.sleep(500);
        LinkProbe.Result probe = LinkProbe.run(ProbeOptions.of(address(0)));
        Link link = probe.link();
        System.err.printf(
            "round %d of %d, %s: probed %.1f ms, %.1f Mbit/s, window %.0f x %.1f, restart %.0f ms, wake %.1f ms%n",
            round + 1,
            grid.rounds(),
            setting,
            link.roundTripMillis(),
            link.megabitsPerSecond(),
            link.window().initialBytes(),
            link.window().growth(),
            link.window().restartMillis(),
            link.wakeMillis());
        for (NetworkUnderTest network : networks) {
          for (long interval : grid.intervals()) {
            network.measure(cases, setting, link, interval, grid.requests());
          }
        }
        Json.write(output.resolve("law.json"), new LawReport(cases.rows()));
      }
    }
    networks.forEach(NetworkUnderTest::close);
    System.exit(0);
  }

  private static InetSocketAddress address(int network) {
    return new InetSocketAddress(Testbed.EDGE, LawEdge.FIRST_PORT + network);
  }
}
