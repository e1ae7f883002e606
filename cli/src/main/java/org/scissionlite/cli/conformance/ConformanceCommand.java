package org.scissionlite.cli.conformance;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import org.scissionlite.cli.offload.HostPort;
import org.scissionlite.cli.offload.access.AccessOptions;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.cli.terminal.TextTable;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.connection.EdgeSocket;
import org.scissionlite.offload.security.EdgeAccess;
import org.scissionlite.protocol.ModelMetadataResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a server on the Open Inference Protocol. */
@Command(
    name = "conformance",
    description =
        "Tries every call of the Open Inference Protocol on a server, and prints a table.",
    footer = {
      "",
      "Example:",
      "  scissionlite conformance 192.0.2.7:8001 --model resnet56",
      "  scissionlite conformance 192.0.2.7:8001 --http 192.0.2.7:8000 --model resnet56",
      "",
      "Each call, content form and datatype is tried, and what must be refused. The model must",
      "answer zeros. Exit code 1 if anything is not as the standard says."
    })
public final class ConformanceCommand extends BaseCommand {
  @Parameters(
      index = "0",
      paramLabel = "HOST:PORT",
      converter = HostPort.class,
      description = "The server's port for gRPC.")
  private InetSocketAddress server;

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      converter = HostPort.class,
      description =
          "Its port for HTTP; with --tls-ca by TLS, as for gRPC. Default: none, gRPC alone is tried.")
  private InetSocketAddress http;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME",
      description = "A model of the server that answers zeros.")
  private String model;

  @Mixin private AccessOptions access;

  @Override
  protected void run() {
    Checks checks = new Checks();
    EdgeAccess entry = access.access(this::tell);
    ManagedChannel channel = EdgeSocket.builder(server, CongestionControl.SYSTEM, entry).build();
    try {
      GrpcChecks grpc = new GrpcChecks(checks, channel);
      Sample sample = new Sample(described(grpc));
      grpc.server();
      grpc.model(sample);
      if (http != null) {
        RestChecks rest = new RestChecks(checks, new RestClient(http, entry));
        rest.server();
        rest.model(sample);
      }
    } finally {
      channel.shutdownNow();
    }
    report(checks);
  }

  private ModelMetadataResponse described(GrpcChecks grpc) {
    try {
      ModelMetadataResponse found = grpc.describe(model);
      if (found.getInputsCount() == 0) {
        throw new ScissionLiteException("model '%s' has no inputs to send".formatted(model));
      }
      return found;
    } catch (StatusRuntimeException e) {
      throw new ScissionLiteException(
          "%s:%d does not describe model '%s': %s"
              .formatted(server.getHostString(), server.getPort(), model, e.getStatus()),
          e);
    }
  }

  private void report(Checks checks) {
    TextTable table = new TextTable("face", "what", "result", "found");
    checks
        .rows()
        .forEach(
            row -> table.row(row.face(), row.what(), row.passed() ? "pass" : "FAIL", row.found()));
    int all = checks.rows().size();
    print("%s%n%d of %d as the standard says%n".formatted(table, all - checks.failed(), all));
    if (checks.failed() > 0) {
      throw new ScissionLiteException(
          "%d of %d checks failed on %s:%d"
              .formatted(checks.failed(), all, server.getHostString(), server.getPort()));
    }
  }
}
