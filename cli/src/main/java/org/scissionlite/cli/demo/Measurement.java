package org.scissionlite.cli.demo;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.cli.offload.result.DeviceReport;
import org.scissionlite.offload.link.EmulatedLink;
import org.scissionlite.offload.link.LinkConditions;

/**
 * A bundle that is run by an edge process and device processes, with an emulated link between them.
 */
final class Measurement implements AutoCloseable {
  private static final int READY_MILLIS = 60_000;
  private static final int DEVICE_MILLIS = 300_000;
  private static final String READY = "listening on ";

  private final Path bundle;
  private final Path logs;
  private final ChildProcess edge;
  private final EmulatedLink link;
  private final int rehearsalSeconds;

  private Measurement(
      Path bundle, Path logs, ChildProcess edge, EmulatedLink link, int rehearsalSeconds) {
    this.bundle = bundle;
    this.logs = logs;
    this.edge = edge;
    this.link = link;
    this.rehearsalSeconds = rehearsalSeconds;
  }

  /** Starts the edge process and the link. */
  static Measurement start(Path bundle, Path logs, DemoOptions options) {
    ChildProcess edge =
        ChildProcess.start(
            logs, "edge", List.of("edge", bundle.toString(), "--listen", "127.0.0.1:0"));
    try {
      String address = edge.awaitLine(READY, READY_MILLIS).split(",", 2)[0];
      int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
      EmulatedLink link =
          EmulatedLink.open(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
              new LinkConditions(
                  options.link().megabitsPerSecond(),
                  Duration.ofNanos(Math.round(options.link().roundTripNanos()))));
      return new Measurement(bundle, logs, edge, link, options.effort().rehearsalSeconds());
    } catch (RuntimeException e) {
      edge.close();
      throw e;
    }
  }

  /**
   * Runs one device process, which rehearses before as one that runs until it is stopped does: its
   * code is then as it is after an hour, which is what profiles tell of.
   *
   * @param scenario of the bundle; empty for the device alone
   * @param pictures files that are sent, or "--random=N" for noise, after three that do not count
   */
  DeviceReport measure(String scenario, List<String> pictures, double slowdown) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "device",
                bundle.toString(),
                "--json",
                "--threads=1",
                "--warmup=3",
                "--rehearse=" + rehearsalSeconds,
                "--deadline=60000",
                "--emulate-slowdown=" + slowdown));
    if (!scenario.isEmpty()) {
      arguments.add("--scenario=" + scenario);
      arguments.add("--edge=127.0.0.1:" + link.address().getPort());
    }
    arguments.addAll(pictures);
    String log = scenario.isEmpty() ? "device-alone" : "device-" + scenario;
    try (ChildProcess device = ChildProcess.start(logs, log, arguments)) {
      return DeviceReport.read(device.awaitOutput(DEVICE_MILLIS));
    }
  }

  @Override
  public void close() {
    link.close();
    edge.close();
  }
}
