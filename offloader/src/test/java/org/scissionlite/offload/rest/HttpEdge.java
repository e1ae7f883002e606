package org.scissionlite.offload.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.scissionlite.engine.Engine;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.edge.EdgeWatch;

/** An edge of the small model that listens for HTTP, and a client of it. */
public final class HttpEdge implements AutoCloseable {
  /** The path of an inference without a transfer layer. */
  public static final String INFER = "/v2/models/small.input.none/infer";

  private static final JsonMapper JSON = new JsonMapper();
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final EdgeServer edge;

  private HttpEdge(EdgeServer edge) {
    this.edge = edge;
  }

  /** Starts it with a bundle in a folder. */
  public static HttpEdge start(Path folder) {
    return start(folder, SmallModel.ENGINE, options -> options, EdgeWatch.NONE);
  }

  /** The same on another engine, with other options, watched by others. */
  public static HttpEdge start(
      Path folder, Engine engine, UnaryOperator<EdgeOptions> change, EdgeWatch watch) {
    EdgeOptions options =
        EdgeOptions.listeningOn(ANY).withThreads(1).withGrace(Duration.ofSeconds(1));
    return new HttpEdge(
        EdgeServer.start(
            List.of(new SmallModel(1).bundle(folder)),
            engine,
            change.apply(options),
            EdgeFeatures.none().watched(watch.listeningOn(ANY))));
  }

  public EdgeServer server() {
    return edge;
  }

  public InetSocketAddress address() {
    return edge.httpAddress().orElseThrow();
  }

  public HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:%d%s".formatted(address().getPort(), path)));
  }

  public HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public java.util.concurrent.CompletableFuture<HttpResponse<byte[]>> sendAsync(
      HttpRequest.Builder request) {
    return client.sendAsync(request.build(), BodyHandlers.ofByteArray());
  }

  public HttpResponse<byte[]> get(String path) {
    return send(to(path));
  }

  public HttpResponse<byte[]> post(String path, String body) {
    return send(to(path).POST(BodyPublishers.ofString(body)));
  }

  public static JsonNode json(HttpResponse<byte[]> response) {
    return json(response.body());
  }

  public static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The error of a response. */
  public static String error(HttpResponse<byte[]> response) {
    return json(response).path("error").asText();
  }

  /** A request of the image as JSON, its elements flat. */
  public static String body(Tensor image) {
    return "{\"id\":\"7\",\"inputs\":[{\"name\":\"image\",\"shape\":[1,3,16,16],\"datatype\":\"FP32\",\"data\":%s}]}"
        .formatted(data(image));
  }

  /** The elements of a tensor as JSON. */
  public static String data(Tensor tensor) {
    return java.util.Arrays.toString(tensor.toFloats());
  }

  @Override
  public void close() {
    edge.close();
  }
}
