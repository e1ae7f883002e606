package org.scissionlite.cli.offload;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.runtime.OrtEngine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stage 8 on the command line: the edge's side. */
@Command(
    name = "edge",
    description = "Serves a bundle's edge slices by the Open Inference Protocol (gRPC).",
    footer = {
      "",
      "Example:",
      "  scissionlite edge resnet56-bundle --listen 0.0.0.0:8001",
      "  scissionlite edge resnet56-bundle --listen 127.0.0.1:8001 --parallel 2 --threads 4",
      "",
      "It runs until it is stopped (Ctrl-C); requests in progress are answered first."
    })
public final class EdgeCommand extends BaseCommand {
  /** How the line begins that says that the server is ready. */
  static final String READY = "listening on ";

  @Parameters(
      converter = FolderPath.class,
      paramLabel = "BUNDLE",
      description = "The bundle's folder.")
  private Path folder;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      converter = HostPort.class,
      defaultValue = "0.0.0.0:8001",
      description = "Where to listen; port 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private InetSocketAddress listen;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Processor threads for one request. Default: all processors.")
  private Integer threads;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "Requests that are executed at the same time. Default: ${DEFAULT-VALUE}.")
  private int parallel;

  @Mixin private ConnectionOptions connections;

  @Override
  protected String whenStopped() {
    return "requests in progress are answered first";
  }

  @Override
  protected void run() {
    Bundle bundle = BundleReader.open(folder);
    EdgeOptions options =
        EdgeOptions.listeningOn(new InetSocketAddress(listen.getHostString(), listen.getPort()))
            .withParallel(parallel)
            .withLimits(connections.limits());
    if (threads != null) {
      options = options.withThreads(threads);
    }
    try (EdgeServer server = EdgeServer.start(bundle, new OrtEngine(), options)) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      print(
          "%s%s:%d, serving %s%n"
              .formatted(
                  READY,
                  server.address().getHostString(),
                  server.address().getPort(),
                  String.join(", ", server.modelNames())));
      server.awaitTermination();
    } catch (InterruptedException e) {
      throw new ScissionLiteException("the edge server was interrupted", e);
    }
  }
}
