package org.scissionlite.offload.edge;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.scissionlite.offload.observe.EdgeObserver;

/**
 * How an edge can be watched, and asked over HTTP.
 *
 * @param http where to serve the protocol over HTTP, the metrics and the page; port 0 takes a free
 *     one
 * @param observer is told of each request, beside the metrics
 */
public record EdgeWatch(Optional<InetSocketAddress> http, EdgeObserver observer) {
  /** Nobody watches. */
  public static final EdgeWatch NONE = new EdgeWatch(Optional.empty(), EdgeObserver.NONE);

  public EdgeWatch listeningOn(InetSocketAddress value) {
    return new EdgeWatch(Optional.of(value), observer);
  }

  public EdgeWatch telling(EdgeObserver value) {
    return new EdgeWatch(http, value);
  }
}
