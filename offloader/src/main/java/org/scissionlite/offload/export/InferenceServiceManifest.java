package org.scissionlite.offload.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.error.UsageException;

/**
 * What Kubernetes is told to run a bundle on as many edges as it takes: an InferenceService of
 * KServe (v1beta1), and the Service by which devices outside of the cluster reach it.
 *
 * @param name of both
 * @param storage where the bundle lies, or for Triton the model repository, as KServe names it
 * @param image of our edge; empty for KServe's runtime of Triton
 * @param tlsSecret a secret with tls.crt and tls.key; empty for the clear
 * @param scaling how many edges, and how large each
 */
public record InferenceServiceManifest(
    String name, String storage, String image, Optional<String> tlsSecret, Scaling scaling) {
  private static final String NAMES = "[a-z]([a-z0-9-]{0,48}[a-z0-9])?";
  private static final String TLS = "tls";
  private static final String SCRATCH = "scratch";

  public InferenceServiceManifest {
    requireName(name, "the service");
    tlsSecret.ifPresent(secret -> requireName(secret, "the secret"));
    if (!storage.matches("[a-z0-9]+://\\S+")) {
      throw new UsageException(
          "storage '%s': expected a URI such as pvc://bundles/resnet56 or s3://plant/resnet56"
              .formatted(storage));
    }
  }

  /**
   * How many edges, and how large each.
   *
   * @param least number of them
   * @param most number of them
   * @param cpuPercent use of the processors at which another one is started
   * @param cpus processors of each
   * @param memory of each, as Kubernetes writes it, such as 2Gi
   */
  public record Scaling(int least, int most, int cpuPercent, int cpus, String memory) {
    public Scaling {
      if (least < 1 || most < least) {
        throw new UsageException(
            "expected 1 or more replicas, and no more at least than at most; got %d to %d"
                .formatted(least, most));
      }
      if (cpuPercent < 1 || cpuPercent > 100) {
        throw new UsageException(
            "expected a use of processors of 1 to 100 %%, got %d".formatted(cpuPercent));
      }
      if (cpus < 1) {
        throw new UsageException("expected 1 or more processors, got %d".formatted(cpus));
      }
      if (!memory.matches("[1-9][0-9]*(Mi|Gi|M|G)")) {
        throw new UsageException(
            "expected memory such as 2Gi or 1500Mi, got '%s'".formatted(memory));
      }
    }
  }

  /**
   * The name of a service that suits a model: letters, digits and hyphens, 50 at most. Model
   * "ResNet56_v2" is "resnet56-v2".
   */
  public static String nameOf(String model) {
    String clean =
        model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+", "");
    String cut = clean.substring(0, Math.min(50, clean.length())).replaceAll("-+$", "");
    return cut.isEmpty() ? "edge" : cut;
  }

  private static void requireName(String name, String what) {
    if (!name.matches(NAMES)) {
      throw new UsageException(
          "name of %s '%s': expected at most 50 small letters, digits and hyphens, beginning with a letter"
              .formatted(what, name));
    }
  }

  /** Both documents, as YAML. */
  public String text() {
    return Yaml.document(inferenceService()) + "---\n" + Yaml.document(service());
  }

  private Map<String, Object> inferenceService() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", "serving.kserve.io/v1beta1");
    document.put("kind", "InferenceService");
    document.put(
        "metadata",
        ordered(
            "name",
            name,
            "annotations",
            ordered(
                "serving.kserve.io/deploymentMode", "RawDeployment",
                "serving.kserve.io/autoscalerClass", "hpa")));
    document.put("spec", Map.of("predictor", predictor()));
    return document;
  }

  private Serving serving() {
    return image.isEmpty()
        ? Serving.triton(tlsSecret.isPresent())
        : Serving.edge(image, tlsSecret.isPresent());
  }

  private Map<String, Object> predictor() {
    Serving serving = serving();
    Map<String, Object> predictor =
        ordered(
            "minReplicas", scaling.least(),
            "maxReplicas", scaling.most(),
            "scaleMetric", "cpu",
            "scaleTarget", scaling.cpuPercent());
    if (serving.isTriton()) {
      Map<String, Object> model =
          ordered(
              "modelFormat",
              ordered("name", "triton", "version", "2"),
              "protocolVersion",
              "v2",
              "runtime",
              "kserve-tritonserver",
              "storageUri",
              storage);
      model.putAll(container(serving));
      predictor.put("model", model);
    } else {
      Map<String, Object> container =
          ordered(
              "name",
              "kserve-container",
              "image",
              image,
              "env",
              List.of(ordered("name", "STORAGE_URI", "value", storage)));
      container.putAll(container(serving));
      predictor.put("containers", List.of(container));
    }
    List<Map<String, Object>> volumes = volumes(serving);
    if (!volumes.isEmpty()) {
      predictor.put("volumes", volumes);
    }
    return predictor;
  }

  private Map<String, Object> container(Serving serving) {
    Map<String, Object> container = new LinkedHashMap<>();
    if (!serving.arguments().isEmpty()) {
      container.put("args", serving.arguments());
    }
    container.put(
        "ports", List.of(port("grpc", serving.grpcPort()), port("http", serving.httpPort())));
    container.put("startupProbe", probe(serving, "live", 5, 60));
    container.put("livenessProbe", probe(serving, "live", 10, 3));
    container.put("readinessProbe", probe(serving, "ready", 5, 1));
    Map<String, Object> size = ordered("cpu", scaling.cpus(), "memory", scaling.memory());
    container.put("resources", ordered("requests", size, "limits", size));
    container.put("securityContext", securityContext(serving));
    List<Map<String, Object>> mounts = mounts(serving);
    if (!mounts.isEmpty()) {
      container.put("volumeMounts", mounts);
    }
    return container;
  }

  private static Map<String, Object> port(String name, int number) {
    return ordered("name", name, "containerPort", number, "protocol", "TCP");
  }

  private static Map<String, Object> probe(
      Serving serving, String what, int seconds, int failures) {
    return ordered(
        "httpGet",
        ordered(
            "path",
            "/v2/health/" + what,
            "port",
            serving.httpPort(),
            "scheme",
            serving.probesTls() ? "HTTPS" : "HTTP"),
        "periodSeconds",
        seconds,
        "failureThreshold",
        failures);
  }

  /** Triton writes where it pleases; our edge unpacks its native code into /tmp, nothing else. */
  private static Map<String, Object> securityContext(Serving serving) {
    Map<String, Object> context = ordered("allowPrivilegeEscalation", false);
    if (!serving.isTriton()) {
      context.put("runAsNonRoot", true);
      context.put("readOnlyRootFilesystem", true);
      context.put("capabilities", Map.of("drop", List.of("ALL")));
    }
    return context;
  }

  private List<Map<String, Object>> mounts(Serving serving) {
    List<Map<String, Object>> mounts = new ArrayList<>();
    tlsSecret.ifPresent(
        secret ->
            mounts.add(ordered("name", TLS, "mountPath", Serving.TLS_FOLDER, "readOnly", true)));
    if (!serving.isTriton()) {
      mounts.add(ordered("name", SCRATCH, "mountPath", "/tmp"));
    }
    return mounts;
  }

  private List<Map<String, Object>> volumes(Serving serving) {
    List<Map<String, Object>> volumes = new ArrayList<>();
    tlsSecret.ifPresent(
        secret -> volumes.add(ordered("name", TLS, "secret", ordered("secretName", secret))));
    if (!serving.isTriton()) {
      volumes.add(ordered("name", SCRATCH, "emptyDir", Map.of()));
    }
    return volumes;
  }

  /** KServe labels the pods of a predictor so. */
  private Map<String, Object> service() {
    return ordered(
        "apiVersion",
        "v1",
        "kind",
        "Service",
        "metadata",
        ordered("name", name + "-devices"),
        "spec",
        ordered(
            "type",
            "LoadBalancer",
            "selector",
            ordered("app", "isvc." + name + "-predictor"),
            "ports",
            List.of(
                ordered(
                    "name",
                    "grpc",
                    "port",
                    8001,
                    "targetPort",
                    serving().grpcPort(),
                    "protocol",
                    "TCP"))));
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
