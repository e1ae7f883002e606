package org.scissionlite.offload.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.edge.EdgeWatch;
import org.scissionlite.offload.security.EdgeGate;
import org.scissionlite.offload.security.Tokens;

/** Tokens over HTTP, where the same rules hold as over gRPC. */
class TokenRouteTest {
  private static final String CAMERA = "camera-0123456789abcdef";
  private static final String WATCHER = "watcher-0123456789abcdef";

  @TempDir Path folder;

  @Test
  void eachRole_mayReadItsOwnAlone() throws IOException {
    Path file =
        Files.write(folder.resolve("tokens"), List.of("infer " + CAMERA, "metrics " + WATCHER));
    EdgeGate gate = EdgeGate.local().with(Tokens.of(file, line -> {}));
    try (HttpEdge edge =
        HttpEdge.start(
            folder.resolve("bundle"),
            SmallModel.ENGINE,
            options -> options.withGate(gate),
            EdgeWatch.NONE)) {
      String model = "/v2/models/small";
      assertThat(status(edge, "/v2/health/live", "")).isEqualTo(200);
      for (String path : List.of(model, "/v2", "/metrics", "/status.json", "/", "/v2/repository")) {
        HttpResponse<byte[]> answer = edge.send(edge.to(path));
        assertThat(answer.statusCode()).as(path).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate")).isPresent();
      }
      assertThat(status(edge, model, "Bearer " + CAMERA)).isEqualTo(200);
      assertThat(status(edge, "/v2", "Bearer " + CAMERA)).isEqualTo(200);
      assertThat(status(edge, "/metrics", "Bearer " + CAMERA)).isEqualTo(403);
      assertThat(status(edge, "/v2/repository", "Bearer " + CAMERA)).isEqualTo(403);
      assertThat(status(edge, "/metrics", "Bearer " + WATCHER)).isEqualTo(200);
      assertThat(status(edge, "/status.json", "Basic " + password(WATCHER))).isEqualTo(200);
      assertThat(status(edge, model, "Bearer " + WATCHER)).isEqualTo(403);
      assertThat(status(edge, HttpEdge.INFER, "Bearer " + WATCHER)).isEqualTo(403);
      assertThat(status(edge, "/metrics", "Basic no-base64!")).isEqualTo(401);
    }
  }

  private static String password(String token) {
    byte[] words = ("anybody:" + token).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(words);
  }

  private static int status(HttpEdge edge, String path, String authorization) {
    HttpRequest.Builder request = edge.to(path);
    if (!authorization.isEmpty()) {
      request.header("authorization", authorization);
    }
    return edge.send(request).statusCode();
  }
}
