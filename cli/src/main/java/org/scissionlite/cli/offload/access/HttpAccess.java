package org.scissionlite.cli.offload.access;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.scissionlite.offload.security.ClientTls;
import org.scissionlite.offload.security.EdgeAccess;
import org.scissionlite.offload.security.OwnToken;

/** The way to a server over HTTP: by TLS and with a token, where the user gave them. */
public final class HttpAccess {
  private final InetSocketAddress server;
  private final EdgeAccess access;
  private final Duration patience;
  private final HttpClient client;

  /**
   * The way to one server.
   *
   * @param patience with its connection, and with each answer
   * @throws org.scissionlite.error.UsageException if a token would go to another machine in the
   *     clear
   */
  public HttpAccess(InetSocketAddress server, EdgeAccess access, Duration patience) {
    access.check(server);
    this.server = server;
    this.access = access;
    this.patience = patience;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience);
    access.tls().map(ClientTls::context).ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /** Sends the requests. */
  public HttpClient client() {
    return client;
  }

  /** Begins a request for a path such as "/metrics". */
  public HttpRequest.Builder to(String path) {
    String scheme = access.tls().isPresent() ? "https" : "http";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(scheme + "://" + place() + path)).timeout(patience);
    access.token().map(OwnToken::header).ifPresent(token -> request.header("authorization", token));
    return request;
  }

  /** The server as one writes it, such as "[::1]:8000". */
  public String place() {
    String host = server.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
  }
}
