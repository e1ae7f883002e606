package org.scissionlite.cli.offload;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.function.Consumer;
import org.scissionlite.offload.edge.EdgeWatch;
import org.scissionlite.offload.metrics.RequestLog;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How an edge can be watched, and asked over HTTP. */
final class WatchOptions {
  @Option(
      names = "--listen-http",
      paramLabel = "[HOST:]PORT",
      converter = LocalPort.class,
      description =
          "Also serve HTTP here: the Open Inference Protocol with JSON, /metrics for Prometheus, and a page that shows what happens; a PORT alone is for this machine only. Default: off.")
  private InetSocketAddress http;

  @Option(
      names = "--log",
      paramLabel = "WHAT",
      defaultValue = "none",
      description =
          "What is told on standard error beside notes: none, or requests, a line of JSON for each with its id, code, bytes and times. Default: ${DEFAULT-VALUE}.")
  private LogOption log;

  /** What is logged. */
  enum LogOption {
    NONE,
    REQUESTS
  }

  /**
   * How the edge is watched.
   *
   * @param lines takes the lines of the log
   */
  EdgeWatch watch(Consumer<String> lines) {
    EdgeWatch watch = EdgeWatch.NONE;
    if (log == LogOption.REQUESTS) {
      watch = watch.telling(new RequestLog(Clock.systemUTC(), lines));
    }
    return http == null
        ? watch
        : watch.listeningOn(new InetSocketAddress(http.getHostString(), http.getPort()));
  }

  /** Reads "8000", on the loopback address, or "0.0.0.0:8000". */
  static final class LocalPort implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String value) {
      return new HostPort().convert(value.matches("\\d+") ? "127.0.0.1:" + value : value);
    }
  }
}
