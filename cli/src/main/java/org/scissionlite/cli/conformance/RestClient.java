package org.scissionlite.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls over HTTP. */
final class RestClient {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final InetSocketAddress server;

  RestClient(InetSocketAddress server) {
    this.server = server;
  }

  /** An answer. */
  @SuppressWarnings("ArrayRecordComponent")
  record Reply(int status, String jsonLength, byte[] body) {
    boolean isOk() {
      return status == 200;
    }

    /** The body as JSON, or what of it is. */
    JsonNode json() throws IOException {
      int length = jsonLength.isEmpty() ? body.length : Integer.parseInt(jsonLength);
      return JSON.readTree(body, 0, length);
    }
  }

  static String path(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Reply get(String path) throws IOException, InterruptedException {
    return send(to(path));
  }

  Reply post(String path, String body) throws IOException, InterruptedException {
    return send(
        to(path).header("content-type", "application/json").POST(BodyPublishers.ofString(body)));
  }

  /** JSON with the bytes of tensors behind it. */
  Reply post(String path, String json, int jsonBytes, int tensorBytes)
      throws IOException, InterruptedException {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    byte[] body = java.util.Arrays.copyOf(text, text.length + tensorBytes);
    return send(
        to(path)
            .header("content-type", "application/octet-stream")
            .header("Inference-Header-Content-Length", String.valueOf(jsonBytes))
            .POST(BodyPublishers.ofByteArray(body)));
  }

  Reply method(String method, String path) throws IOException, InterruptedException {
    return send(to(path).method(method, BodyPublishers.noBody()));
  }

  private HttpRequest.Builder to(String path) {
    String host = server.getHostString();
    String name = host.contains(":") ? "[" + host + "]" : host;
    return HttpRequest.newBuilder(
            URI.create("http://%s:%d%s".formatted(name, server.getPort(), path)))
        .timeout(PATIENCE);
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    String length = response.headers().firstValue("Inference-Header-Content-Length").orElse("");
    return new Reply(response.statusCode(), length, response.body());
  }
}
