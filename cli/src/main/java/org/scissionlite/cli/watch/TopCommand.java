package org.scissionlite.cli.watch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.scissionlite.cli.offload.HostPort;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import picocli.CommandLine.Command;
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
      "",
      "The edge runs with --listen-http, the device with --metrics. In a terminal the screen is",
      "drawn again every interval; into a file or a pipe each interval is a line."
    })
public final class TopCommand extends BaseCommand {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final String CLEAR = "\u001b[H\u001b[2J";

  @Parameters(
      index = "0",
      paramLabel = "HOST:PORT",
      converter = HostPort.class,
      description = "Where it listens for HTTP, in the clear.")
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

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  @Override
  protected void run() {
    if (!(seconds >= 0.1 && seconds <= 3600) || (count != null && count < 1)) {
      throw new UsageException("expected an --interval of 0.1 to 3600 s and a --count from 1");
    }
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
            ? CLEAR + screen.screen(place() + "  " + time)
            : "%s %s%n".formatted(time, screen.line()));
    if (spec().commandLine().getOut().checkError() || System.out.checkError()) {
      throw new ScissionLiteException("standard output was closed; nobody reads the lines");
    }
  }

  private String place() {
    String host = server.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
  }

  private Scrape scrape() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + place() + "/metrics"))
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        String text = new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        Scrape scrape = Scrape.of(text, System.nanoTime());
        if (response.statusCode() != 200 || !TopScreen.isKnown(scrape)) {
          throw new ScissionLiteException(
              "%s has no metrics of ScissionLite (status %d); start the edge with --listen-http, or the device with --metrics"
                  .formatted(place(), response.statusCode()));
        }
        return scrape;
      }
    } catch (IOException e) {
      throw new ScissionLiteException(
          "%s gives no metrics: %s; start the edge with --listen-http, or the device with --metrics"
              .formatted(place(), e.getMessage() == null ? "no answer" : e.getMessage()),
          e);
    }
  }
}
