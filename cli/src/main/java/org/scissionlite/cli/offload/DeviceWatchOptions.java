package org.scissionlite.cli.offload;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.scissionlite.cli.offload.access.MetricsGateOptions;
import org.scissionlite.offload.http.HttpAnswer;
import org.scissionlite.offload.http.HttpLimits;
import org.scissionlite.offload.http.HttpServer;
import org.scissionlite.offload.http.Route;
import org.scissionlite.offload.http.TokenRoute;
import org.scissionlite.offload.metrics.AnswerLog;
import org.scissionlite.offload.metrics.DeviceMetrics;
import org.scissionlite.offload.security.EdgeGate;
import org.scissionlite.offload.stream.FrameRunner;
import org.scissionlite.offload.stream.ImageStream.Runners;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a device can be watched. */
final class DeviceWatchOptions {
  @Option(
      names = "--metrics",
      paramLabel = "[HOST:]PORT",
      converter = WatchOptions.LocalPort.class,
      description =
          "Serve /metrics for Prometheus, /v2/health/live and /v2/health/ready over HTTP here, by TLS with --metrics-tls-cert; a PORT alone is for this machine only. Default: off.")
  private InetSocketAddress http;

  @Option(
      names = "--log",
      paramLabel = "WHAT",
      defaultValue = "none",
      description =
          "What is told on standard error beside notes: none, or requests, a line of JSON for each image with its request's id, bytes and times. Default: ${DEFAULT-VALUE}.")
  private WatchOptions.LogOption log;

  @Mixin private MetricsGateOptions gateOptions;

  /** Something to close. */
  interface Watch extends AutoCloseable {
    Runners runners();

    @Override
    void close();
  }

  /**
   * Begins to watch.
   *
   * @param link the link as it is estimated, where it is
   * @param plansEdge whether an edge is to answer
   * @param lines takes the lines of the log
   */
  Watch watch(
      Runners runners,
      boolean plansEdge,
      Optional<Supplier<DeviceMetrics.LinkNow>> link,
      Consumer<String> lines) {
    List<UnaryOperator<FrameRunner>> watchers = new ArrayList<>();
    Optional<HttpServer> server = Optional.empty();
    if (log == WatchOptions.LogOption.REQUESTS) {
      watchers.add(new AnswerLog(Clock.systemUTC(), lines)::watching);
    }
    if (http != null) {
      DeviceMetrics metrics = new DeviceMetrics(plansEdge, link);
      watchers.add(metrics::watching);
      server = Optional.of(serve(metrics, gateOptions.gate(lines)));
    }
    Runners watched =
        new Runners(
            all(watchers, runners.main()), runners.device().map(each -> all(watchers, each)));
    return new Watching(watched, server);
  }

  private static FrameRunner all(List<UnaryOperator<FrameRunner>> watchers, FrameRunner runner) {
    FrameRunner all = runner;
    for (UnaryOperator<FrameRunner> watcher : watchers) {
      all = watcher.apply(all);
    }
    return all;
  }

  private HttpServer serve(DeviceMetrics metrics, EdgeGate gate) {
    InetSocketAddress listen = new InetSocketAddress(http.getHostString(), http.getPort());
    gate.check(listen, MetricsGateOptions.PREFIX, "--metrics ");
    Route all =
        Route.firstOf(
            List.of(
                metrics.route(),
                Route.reading("v2/health/live", call -> HttpAnswer.json(Map.of("live", true))),
                Route.reading("v2/health/ready", call -> HttpAnswer.json(Map.of("ready", true)))));
    Route guarded = gate.tokens().<Route>map(tokens -> new TokenRoute(tokens, all)).orElse(all);
    return HttpServer.start(
        listen, HttpLimits.forReading(), gate.tls().map(tls -> tls::engine), guarded);
  }

  private record Watching(Runners runners, Optional<HttpServer> server) implements Watch {
    @Override
    public void close() {
      server.ifPresent(HttpServer::close);
    }
  }
}
