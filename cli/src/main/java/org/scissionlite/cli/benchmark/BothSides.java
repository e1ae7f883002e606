package org.scissionlite.cli.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.scissionlite.cli.offload.HostPort;
import org.scissionlite.cli.offload.access.AccessOptions;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Json;
import org.scissionlite.link.Network;
import org.scissionlite.link.NetworkFile;
import org.scissionlite.model.Model;
import org.scissionlite.offload.probe.EdgeMeasurement;
import org.scissionlite.offload.probe.LinkProbe;
import org.scissionlite.offload.probe.ProbeOptions;
import org.scissionlite.offload.security.EdgeAccess;
import org.scissionlite.onnx.read.ReadOptions;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfileFile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.measure.BenchmarkOptions;
import org.scissionlite.protocol.MeasurementOrder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a benchmark of the device also has the edge do, so that nothing is copied by hand. */
final class BothSides {
  @Option(
      names = "--edge",
      paramLabel = "HOST:PORT",
      converter = HostPort.class,
      description =
          "Also have this running edge ('edge --measure') measure the model, and measure the link to it: "
              + "its profile and the network file are written, too. Default: this machine alone.")
  private InetSocketAddress edge;

  @Option(
      names = "--edge-name",
      paramLabel = "NAME",
      defaultValue = "edge",
      description = "With --edge: the edge's name. Default: ${DEFAULT-VALUE}.")
  private String edgeName;

  @Option(
      names = "--network",
      paramLabel = "CSV",
      description =
          "With --edge: the network file; one that is there keeps its other links. Default: network.csv in the "
              + "folder of the profiles.")
  private Path network;

  @Mixin private AccessOptions accessOptions;

  private EdgeAccess access = EdgeAccess.plain();

  boolean areAsked() {
    return edge != null;
  }

  /**
   * Checks what can be checked before anything is measured: the names, the network file and those
   * of TLS, too.
   *
   * @param tell takes a line when a file that changed cannot be read
   * @throws UsageException if something does not go with --edge
   */
  void check(
      BenchmarkOptions options, boolean oneModelMeasured, Path output, Consumer<String> tell) {
    if (!areAsked()) {
      accessOptions.refuse();
      return;
    }
    if (options.system().tier() != Tier.DEVICE || !oneModelMeasured) {
      throw new UsageException(
          "--edge goes with one model that is measured on this machine as a device: leave --tier, --system and zoo:all out");
    }
    if (edgeName.equals(options.system().name())) {
      throw new UsageException(
          "--edge-name: the edge has the device's name '%s'; give it another".formatted(edgeName));
    }
    access = accessOptions.access(tell);
    var unusedEnds = new Network.Ends(options.system().name(), edgeName);
    var unusedLinks = networkBefore(output);
  }

  private Path networkFile(Path output) {
    return network == null ? output.resolve("network.csv") : network;
  }

  private Network networkBefore(Path output) {
    Path file = networkFile(output);
    return Files.exists(file) ? NetworkFile.read(file) : Network.none();
  }

  /**
   * Has the edge measure the model.
   *
   * @return the file of the edge's profile
   * @throws ScissionLiteException if it cannot, or sends something else; nothing is written then
   */
  Path measure(Measured measured, MeasurementOrder order, Output to) {
    Model model = measured.model();
    String text;
    try (EdgeMeasurement measurement = EdgeMeasurement.open(edge, access)) {
      text =
          measurement.measure(order, measured.bytes(), line -> to.teller().accept("edge: " + line));
    }
    String from = "edge " + edge.getHostString() + ":" + edge.getPort();
    Profile profile =
        ProfileFile.of(text.getBytes(StandardCharsets.UTF_8), from)
            .of(new SystemId(Tier.EDGE, edgeName), model.name(), model.sha256());
    return ProfileFile.write(to.folder(), profile);
  }

  /**
   * Where results go.
   *
   * @param folder of the profiles
   * @param teller takes lines for the user
   */
  record Output(Path folder, Consumer<String> teller) {}

  /**
   * What is measured.
   *
   * @param source where the model came from
   * @param shapes the sizes that the file leaves open
   * @param model as it was read
   */
  record Measured(String source, ReadOptions shapes, Model model) {
    private ByteBuffer bytes() {
      boolean isFile = !ModelSource.isZoo(source) && shapes.equals(ReadOptions.defaults());
      return isFile
          ? fileBytes(Path.of(source))
          : ByteBuffer.wrap(OnnxWriter.toBytes(ModelSource.load(source, shapes).graph()));
    }
  }

  private static ByteBuffer fileBytes(Path file) {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot read %s: %s".formatted(file, AtomicWrite.reason(e)), e);
    }
  }

  /** The order of a benchmark like this machine's. */
  static MeasurementOrder order(BenchmarkOptions options, Integer batch, String memory) {
    return MeasurementOrder.newBuilder()
        .setPreprocessing(Json.text(options.layers().preprocessing()))
        .setWarmup(options.runs().warmup())
        .setRepeats(options.runs().repeats())
        .addAllTransferLayers(options.layers().fitted())
        .addAllTypicalLayers(options.layers().typical())
        .setMaxCutTensors(options.maxCutTensors())
        .setBatch(batch == null ? 0 : batch)
        .setIntervalNanos(options.pace().interval().toNanos())
        .setMemory(memory)
        .build();
  }

  /** Measures the link, and writes it beside what the network file held. */
  Path probe(String device, Output to) {
    LinkProbe.Result result = LinkProbe.run(ProbeOptions.of(edge).withAccess(access));
    Path file = networkFile(to.folder());
    NetworkFile.write(
        file, networkBefore(to.folder()).with(new Network.Ends(device, edgeName), result.link()));
    return file;
  }
}
