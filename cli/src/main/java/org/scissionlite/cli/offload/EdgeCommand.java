package org.scissionlite.cli.offload;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.offload.access.GateOptions;
import org.scissionlite.cli.offload.access.TrustOption;
import org.scissionlite.cli.offload.work.ProviderOption;
import org.scissionlite.cli.offload.work.WorkOptions;
import org.scissionlite.cli.service.ServiceManager;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.edge.MeasurementService;
import org.scissionlite.offload.memory.MeteredEngine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stage 8 on the command line: the edge's side. */
@Command(
    name = "edge",
    description = "Serves the edge slices of bundles by the Open Inference Protocol (gRPC).",
    footer = {
      "",
      "Example:",
      "  scissionlite edge resnet56-bundle --tls-cert edge.crt --tls-key edge.key",
      "  scissionlite edge resnet56-bundle --insecure --listen 0.0.0.0:8001",
      "  scissionlite edge resnet56-bundle --listen 127.0.0.1:8001 --parallel 2 --threads 4",
      "  scissionlite edge resnet56-bundle --insecure --batch 8 --queue 256",
      "  scissionlite edge parts-bundle screws-bundle --distribute --insecure",
      "  scissionlite edge --watch bundles --insecure",
      "  scissionlite edge --measure --insecure",
      "  scissionlite edge resnet56-bundle --insecure --listen-http 8000",
      "",
      "It runs until it is stopped (Ctrl-C); requests in progress are answered first.",
      "Where other machines can connect it wants TLS, or to be told that the network is trusted."
    })
public final class EdgeCommand extends BaseCommand {
  /** How the line begins that says that the server is ready. */
  static final String READY = "listening on ";

  /** What an ONNX file can hold. */
  private static final long MOST_MEGABYTES = 2_000;

  /** Converted later: a list that may be empty ends, for picocli, at what cannot be converted. */
  @Parameters(
      index = "0..*",
      paramLabel = "BUNDLE",
      description = "Folders of bundles; with --watch or --measure they may be left out.")
  private List<String> folders = new ArrayList<>();

  @Option(
      names = "--measure",
      description =
          "Also measure models for 'benchmark --edge': whoever reaches the port can then have a model of theirs run "
              + "here, so do it in a network that you trust, while you need it. Default: off.")
  private boolean measure;

  @Option(
      names = "--measure-limit",
      paramLabel = "MB",
      defaultValue = "512",
      description =
          "With --measure: the largest ONNX file that is taken. Default: ${DEFAULT-VALUE}.")
  private long measureMegabytes;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      converter = HostPort.class,
      defaultValue = "0.0.0.0:8001",
      description = "Where to listen; port 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private InetSocketAddress listen;

  @Mixin private WorkOptions work;

  @Mixin private RepositoryOptions repository;

  @Mixin private ConnectionOptions connections;

  @Mixin private GateOptions gate;

  @Mixin private WatchOptions watch;

  @Mixin private ProviderOption provider;

  @Mixin private TrustOption trust;

  @Mixin private RehearsalOption rehearsal;

  @Option(
      names = "--memory",
      description =
          "Print how much memory this process holds, and for what, when it is ready and when it stops. Default: off.")
  private boolean memory;

  @Override
  protected String whenStopped() {
    return "requests in progress are answered first";
  }

  @Override
  protected void run() {
    if (folders.isEmpty() && !measure && !repository.isWatching()) {
      throw new UsageException("give the folder of a BUNDLE to serve, --watch DIR, or --measure");
    }
    List<Path> places = folders.stream().map(FolderPath::of).toList();
    EdgeOptions options = options();
    List<Bundle> bundles =
        places.stream().map(place -> BundleReader.open(place, options.gate().bundles())).toList();
    int processors = options.work().threads();
    Optional<MeasurementService> measurement =
        measure ? Optional.of(measurement(processors)) : Optional.empty();
    MeteredEngine engine = new MeteredEngine(provider.engine(this::tell));
    EdgeFeatures features =
        repository.features(this::tell).measuring(measurement).watched(watch.watch(this::say));
    try (EdgeServer server = EdgeServer.start(bundles, engine, options, features)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, engine)));
      rehearsal.run(true, this::tell);
      print(
          "%s%s:%d, %s%n"
              .formatted(
                  READY,
                  server.address().getHostString(),
                  server.address().getPort(),
                  offers(server)));
      tellMemory(engine);
      ServiceManager.ofThisProcess().ready();
      server.awaitTermination();
    } catch (InterruptedException e) {
      throw new ScissionLiteException("the edge server was interrupted", e);
    }
  }

  /** Checked before the bundles are read, which may take a while. */
  private EdgeOptions options() {
    EdgeOptions options =
        EdgeOptions.listeningOn(new InetSocketAddress(listen.getHostString(), listen.getPort()))
            .withWork(work.work())
            .withLimits(connections.limits())
            .withGate(gate.gate(this::tell).trusting(trust.keys()));
    options.gate().check(options.listen());
    return options;
  }

  /** What it holds is told before it is given back. */
  private void stop(EdgeServer server, MeteredEngine engine) {
    tellMemory(engine);
    server.close();
  }

  private void tellMemory(MeteredEngine engine) {
    if (memory) {
      say(engine.memory().text());
    }
  }

  private MeasurementService measurement(int processors) {
    if (measureMegabytes < 1 || measureMegabytes > MOST_MEGABYTES) {
      throw new UsageException(
          "--measure-limit: expected 1 to %d MB, got %d"
              .formatted(MOST_MEGABYTES, measureMegabytes));
    }
    return new MeasurementService(
        new MeasuringChild(processors), MeasurementService.Limits.of(measureMegabytes * 1_000_000));
  }

  private String offers(EdgeServer server) {
    List<String> offers = new ArrayList<>();
    if (!folders.isEmpty() || repository.isWatching()) {
      List<String> models = server.modelNames();
      offers.add("serving " + (models.isEmpty() ? "no bundle yet" : String.join(", ", models)));
    }
    if (measure) {
      offers.add("measuring models");
    }
    server
        .httpAddress()
        .ifPresent(at -> offers.add("HTTP on %s:%d".formatted(at.getHostString(), at.getPort())));
    return String.join(", ", offers);
  }
}
