package org.scissionlite.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.scissionlite.cli.offload.access.HttpAccess;
import org.scissionlite.offload.security.EdgeAccess;

/** Calls over HTTP. */
final class RestClient {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpAccess server;

  RestClient(InetSocketAddress server, EdgeAccess access) {
    this.server = new HttpAccess(server, access, PATIENCE);
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
    return send(server.to(path));
  }

  Reply post(String path, String body) throws IOException, InterruptedException {
    return send(
        server
            .to(path)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** JSON with the bytes of tensors behind it. */
  Reply post(String path, String json, int jsonBytes, int tensorBytes)
      throws IOException, InterruptedException {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    byte[] body = java.util.Arrays.copyOf(text, text.length + tensorBytes);
    return send(
        server
            .to(path)
            .header("content-type", "application/octet-stream")
            .header("Inference-Header-Content-Length", String.valueOf(jsonBytes))
            .POST(BodyPublishers.ofByteArray(body)));
  }

  Reply method(String method, String path) throws IOException, InterruptedException {
    return send(server.to(path).method(method, BodyPublishers.noBody()));
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        server.client().send(request.build(), BodyHandlers.ofByteArray());
    String length = response.headers().firstValue("Inference-Header-Content-Length").orElse("");
    return new Reply(response.statusCode(), length, response.body());
  }
}
