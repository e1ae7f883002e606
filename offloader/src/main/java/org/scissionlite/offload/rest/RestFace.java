package org.scissionlite.offload.rest;

import io.grpc.StatusRuntimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.scissionlite.file.BuildVersion;
import org.scissionlite.offload.edge.inference.InferenceCall.Target;
import org.scissionlite.offload.edge.inference.Inferences;
import org.scissionlite.offload.edge.registry.BundleRegistry;
import org.scissionlite.offload.edge.registry.Lease;
import org.scissionlite.offload.http.HttpAnswer;
import org.scissionlite.offload.http.HttpCall;
import org.scissionlite.offload.http.Route;
import org.scissionlite.protocol.ModelMetadataResponse;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;

/**
 * The Open Inference Protocol over HTTP: the same models, queue and limits as over gRPC.
 *
 * <p>{@code GET /v2}, {@code /v2/health/live}, {@code /v2/health/ready}, {@code
 * /v2/models/NAME[/versions/V]}, {@code .../ready}, {@code POST .../infer}.
 */
public final class RestFace implements Route {
  /** What the metadata says that this face can do beyond the protocol. */
  private static final String BINARY = "binary_tensor_data";

  private final BundleRegistry models;
  private final Inferences inferences;
  private final List<String> extensions;
  private final long mostBytes;

  /**
   * @param extensions what the server offers beyond the protocol
   * @param mostBytes what the tensors of a request may take
   */
  public RestFace(
      BundleRegistry models, Inferences inferences, List<String> extensions, long mostBytes) {
    this.models = models;
    this.inferences = inferences;
    this.extensions =
        java.util.stream.Stream.concat(extensions.stream(), java.util.stream.Stream.of(BINARY))
            .toList();
    this.mostBytes = mostBytes;
  }

  @Override
  public Optional<CompletableFuture<HttpAnswer>> answer(HttpCall call) {
    List<String> path = call.path();
    if (path.isEmpty() || !path.get(0).equals("v2")) {
      return Optional.empty();
    }
    List<String> rest = path.subList(1, path.size());
    if (rest.isEmpty()) {
      return now(call, this::server);
    }
    if (rest.equals(List.of("health", "live"))) {
      return now(call, () -> Map.of("live", true));
    }
    if (rest.equals(List.of("health", "ready"))) {
      return now(call, () -> Map.of("ready", true));
    }
    return rest.size() >= 2 && rest.get(0).equals("models")
        ? model(call, rest.get(1), rest.subList(2, rest.size()))
        : Optional.empty();
  }

  private Optional<CompletableFuture<HttpAnswer>> model(
      HttpCall call, String name, List<String> rest) {
    boolean hasVersion = rest.size() >= 2 && rest.get(0).equals("versions");
    Target target = new Target(name, hasVersion ? rest.get(1) : "", "");
    String what = String.join("/", hasVersion ? rest.subList(2, rest.size()) : rest);
    return switch (what) {
      case "" -> now(call, () -> metadata(target));
      case "ready" -> now(call, () -> ready(target));
      case "infer" -> Optional.of(infer(call, target));
      default -> Optional.empty();
    };
  }

  private static Optional<CompletableFuture<HttpAnswer>> now(
      HttpCall call, Supplier<Object> value) {
    HttpAnswer answer;
    try {
      answer =
          call.isRead()
              ? HttpAnswer.json(value.get())
              : HttpAnswer.wrongMethod(call.method(), "GET");
    } catch (StatusRuntimeException e) {
      answer = Statuses.answer(e);
    }
    return Optional.of(CompletableFuture.completedFuture(answer));
  }

  private Object server() {
    Map<String, Object> server = new LinkedHashMap<>();
    server.put("name", "scissionlite");
    server.put("version", BuildVersion.get());
    server.put("extensions", extensions);
    return server;
  }

  private Object ready(Target target) {
    models.lease(target.model(), target.version(), "").close();
    return Map.of("name", target.model(), "ready", true);
  }

  private Object metadata(Target target) {
    try (Lease lease = models.lease(target.model(), target.version(), "")) {
      ModelMetadataResponse metadata = lease.metadata();
      Map<String, Object> model = new LinkedHashMap<>();
      model.put("name", target.model());
      model.put("versions", List.copyOf(metadata.getVersionsList()));
      model.put("platform", metadata.getPlatform());
      model.put("inputs", metadata.getInputsList().stream().map(RestFace::tensor).toList());
      model.put("outputs", metadata.getOutputsList().stream().map(RestFace::tensor).toList());
      model.put("properties", metadata.getPropertiesMap());
      return model;
    }
  }

  private static Map<String, Object> tensor(TensorMetadata metadata) {
    Map<String, Object> tensor = new LinkedHashMap<>();
    tensor.put("name", metadata.getName());
    tensor.put("datatype", metadata.getDatatype());
    tensor.put("shape", metadata.getShapeList());
    return tensor;
  }

  private CompletableFuture<HttpAnswer> infer(HttpCall call, Target target) {
    if (!call.method().equals("POST")) {
      return CompletableFuture.completedFuture(HttpAnswer.wrongMethod(call.method(), "POST"));
    }
    String encoding = call.header("content-encoding");
    if (!encoding.isEmpty() && !encoding.equals("identity")) {
      return CompletableFuture.completedFuture(
          HttpAnswer.error(415, "bodies are taken as they are, not as '%s'".formatted(encoding)));
    }
    HttpInference inference = new HttpInference(call, target, mostBytes);
    inferences.submit(inference);
    return inference.future();
  }
}
