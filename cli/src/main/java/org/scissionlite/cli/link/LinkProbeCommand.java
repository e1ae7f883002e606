package org.scissionlite.cli.link;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scissionlite.cli.offload.HostPort;
import org.scissionlite.cli.offload.access.AccessOptions;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.link.Link;
import org.scissionlite.link.Message;
import org.scissionlite.link.Network;
import org.scissionlite.link.NetworkFile;
import org.scissionlite.link.TransferModel;
import org.scissionlite.link.Window;
import org.scissionlite.offload.probe.LinkProbe;
import org.scissionlite.offload.probe.ProbeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a link to a running edge and writes it as a plan reads it. */
@Command(
    name = "probe",
    description = "Measures the link to a running edge, in some 10 s.",
    footer = {
      "",
      "Example:",
      "  scissionlite link probe --edge 192.0.2.7:8001 --name camera --edge-name server \\",
      "      -o network.csv",
      "",
      "Run it on the device, while nothing else uses the link. It measures the round trip, the",
      "bandwidth both ways, and how TCP's window opens, and closes in silence. The names are",
      "those of the profiles. A file that is there keeps its other links.",
      "",
      "A server of another kind (NVIDIA Triton, KServe) is probed with requests for a model that",
      "it does not have; its way back is then taken to be as fast as the way there."
    })
final class LinkProbeCommand extends BaseCommand {
  private static final Message EXAMPLE = new Message(150_528, 4_000);

  @Option(
      names = "--edge",
      required = true,
      paramLabel = "HOST:PORT",
      converter = HostPort.class,
      description = "The running edge server.")
  private InetSocketAddress edge;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "device",
      description = "The device's name in the file. Default: ${DEFAULT-VALUE}.")
  private String name;

  @Option(
      names = "--edge-name",
      paramLabel = "NAME",
      defaultValue = "edge",
      description = "The edge's name in the file. Default: ${DEFAULT-VALUE}.")
  private String edgeName;

  @Option(
      names = "--most-bytes",
      paramLabel = "N",
      defaultValue = "" + ProbeOptions.DEFAULT_BYTES,
      description =
          "The most bytes that cross the link, both ways together, headers included; from 500000. "
              + "Default: ${DEFAULT-VALUE}.")
  private long mostBytes;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "CSV",
      description = "Write the link to this network file. Without it the file is printed.")
  private Path output;

  @Mixin private AccessOptions access;

  @Override
  protected void run() {
    Network.Ends ends = new Network.Ends(name, edgeName);
    Network before =
        output != null && Files.exists(output) ? NetworkFile.read(output) : Network.none();
    ProbeOptions options =
        ProbeOptions.of(edge).withMostBytes(mostBytes).withAccess(access.access(this::tell));
    LinkProbe.Result result =
        patiently("probing the link to " + edge.getHostString(), () -> LinkProbe.run(options));
    if (!result.backMeasured()) {
      tell("note: the server gives no long answers; the way back is taken to be as fast");
    }
    Network network = before.with(ends, result.link());
    if (output == null) {
      tell(text(result));
      print(NetworkFile.text(network));
    } else {
      NetworkFile.write(output, network);
      print(text(result) + "\nwritten to %s%n".formatted(output));
    }
  }

  private static String text(LinkProbe.Result result) {
    Link link = result.link();
    return String.join(
        "\n",
        "round trip %.2f ms, jitter %.2f ms; %.2f ms more after silence"
            .formatted(link.roundTripMillis(), link.jitterMillis(), link.wakeMillis()),
        "bandwidth %.1f Mbit/s there, %.1f Mbit/s back"
            .formatted(link.megabitsPerSecond(), link.backMegabitsPerSecond()),
        window(link.window()),
        link.bbr()
            ? "requests that are large and seldom go with BBR, which silence does not slow down"
            : "this system does not allow BBR: after silence large requests begin slowly",
        "%,d bytes there and %,d back take %.1f ms back to back, %.1f every second, %.1f after long silence"
            .formatted(
                EXAMPLE.bytes(),
                EXAMPLE.replyBytes(),
                millis(link, TransferModel.STEADY),
                millis(link, new TransferModel(1_000)),
                millis(link, TransferModel.AFTER_IDLE)),
        "%,d bytes crossed the link".formatted(result.bytes()));
  }

  private static String window(Window window) {
    String closing =
        Double.isInfinite(window.restartMillis())
            ? "silence does not close it"
            : "%.0f ms of silence halve it".formatted(window.restartMillis());
    return "TCP's window begins at %,.0f bytes and grows %.1f times a round trip; %s"
        .formatted(window.initialBytes(), window.growth(), closing);
  }

  private static double millis(Link link, TransferModel model) {
    return model.transferNanos(link, EXAMPLE) / 1e6;
  }
}
