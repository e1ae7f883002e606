package org.scissionlite.cli.offload;

import java.net.InetSocketAddress;
import org.scissionlite.offload.edge.EdgeWatch;
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

  EdgeWatch watch() {
    return http == null
        ? EdgeWatch.NONE
        : EdgeWatch.NONE.listeningOn(new InetSocketAddress(http.getHostString(), http.getPort()));
  }

  /** Reads "8000", on the loopback address, or "0.0.0.0:8000". */
  static final class LocalPort implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String value) {
      return new HostPort().convert(value.matches("\\d+") ? "127.0.0.1:" + value : value);
    }
  }
}
