package org.scissionlite.benchmarks.experiment.run;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.scissionlite.benchmarks.law.LawEdge;
import org.scissionlite.benchmarks.law.Testbed;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;
import org.scissionlite.link.NetworkFile;
import org.scissionlite.offload.probe.LinkProbe;
import org.scissionlite.offload.probe.ProbeOptions;

/**
 * Probes the link twice: first at full speed, so that its code is compiled, then, when a line comes
 * and it is held back, as the device sees it.
 */
final class ProbingDevice {
  private ProbingDevice() {}

  /** Takes the network file to write. */
  public static void main(String[] arguments) throws Exception {
    ProbeOptions options = ProbeOptions.of(new InetSocketAddress(Testbed.EDGE, LawEdge.FIRST_PORT));
    LinkProbe.run(options);
    System.out.println("ready");
    System.out.flush();
    if (System.in.read() < 0) {
      throw new IllegalStateException("the parent is gone");
    }
    Link link = LinkProbe.run(options).link();
    NetworkFile.write(Path.of(arguments[0]), Network.of("device", "edge", link));
    System.exit(0);
  }
}
