package org.scissionlite.cli.watch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.scissionlite.cli.offload.HostPort;
import org.scissionlite.cli.offload.access.AccessOptions;
import org.scissionlite.cli.offload.access.HttpAccess;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.security.TlsProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what an edge or a device does. */
@Command(
    name = "top",
    description = "Shows what a running edge or device does, from its metrics.",
    footer = {
      "",
      "Example:",
      "  scissionlite top 127.0.0.1:8000",
      "  scissionlite top 192.0.2.7:8000 --interval 10 --count 6",
      "  scissionlite top edge.plant:8000 --tls-ca plant.crt --token-file watcher.token",
      "",
      "The edge runs with --listen-http, the device with --metrics. In a terminal the screen is",
      "drawn again every interval; into a file or a pipe each interval is a line."
    })
public final class TopCommand extends BaseCommand {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int UNAUTHORISED = 401;
  private static final int FORBIDDEN = 403;
  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final String CLEAR = "\u001b[H\u001b[2J";

  @Parameters(
      index = "0",
      paramLabel = "HOST:PORT",
      converter = HostPort.class,
      description = "Where it listens for HTTP; with --tls-ca by TLS.")
  private InetSocketAddress server;

  @Option(
      names = "--interval",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seconds between two looks. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "End after so many intervals. Default: go on until it is stopped.")
  private Integer count;

  @Mixin private AccessOptions accessOptions;

  private HttpAccess http;

  @Override
  protected void run() {
    if (!(seconds >= 0.1 && seconds <= 3600) || (count != null && count < 1)) {
      throw new UsageException("expected an --interval of 0.1 to 3600 s and a --count from 1");
    }
    http = new HttpAccess(server, accessOptions.access(this::tell), PATIENCE);
    try {
      boolean isTerminal = isTerminal();
      Scrape before = scrape();
      for (int i = 0; count == null || i < count; i++) {
        TimeUnit.MILLISECONDS.sleep(Math.round(seconds * 1000));
        Scrape now = scrape();
        show(new TopScreen(before, now), isTerminal);
        before = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScissionLiteException("stopped", e);
    }
  }

  /** Later Java has a console for pipes, too; there the lines are cleared, which harms nobody. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return System.console() != null;
  }

  private void show(TopScreen screen, boolean isTerminal) {
    String time = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS).toString();
    print(
        isTerminal
            ? CLEAR + screen.screen(http.place() + "  " + time)
            : "%s %s%n".formatted(time, screen.line()));
    if (spec().commandLine().getOut().checkError() || System.out.checkError()) {
      throw new ScissionLiteException("standard output was closed; nobody reads the lines");
    }
  }

  private Scrape scrape() throws InterruptedException {
    try {
      HttpResponse<InputStream> response =
          http.client()
              .send(http.to("/metrics").build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        String text = new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        Scrape scrape = Scrape.of(text, System.nanoTime());
        if (response.statusCode() == UNAUTHORISED || response.statusCode() == FORBIDDEN) {
          throw new ScissionLiteException(
              "%s shows its metrics only to who has a token with the role 'metrics'; give it with --token-file"
                  .formatted(http.place()));
        }
        if (response.statusCode() != 200 || !TopScreen.isKnown(scrape)) {
          throw new ScissionLiteException(
              "%s has no metrics of ScissionLite (status %d); start the edge with --listen-http, or the device with --metrics"
                  .formatted(http.place(), response.statusCode()));
        }
        return scrape;
      }
    } catch (IOException e) {
      throw new ScissionLiteException(
          "%s gives no metrics: %s; start the edge with --listen-http, or the device with --metrics, and give --tls-ca where they speak TLS"
              .formatted(http.place(), reason(e)),
          e);
    }
  }

  private static String reason(IOException failure) {
    return TlsProblem.atClient(failure)
        .orElse(failure.getMessage() == null ? "no answer" : failure.getMessage());
  }
}
