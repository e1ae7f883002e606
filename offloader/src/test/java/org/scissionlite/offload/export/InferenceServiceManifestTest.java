package org.scissionlite.offload.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.export.InferenceServiceManifest.Scaling;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What Kubernetes is told, read by a YAML parser and held against the published fields. */
class InferenceServiceManifestTest {
  private static final String IMAGE = "registry.plant/scissionlite-edge:0.1";
  private static final Scaling SCALING = new Scaling(2, 8, 60, 2, "2Gi");

  private static InferenceServiceManifest manifest(String image, Optional<String> secret) {
    return new InferenceServiceManifest("resnet56", "pvc://bundles/yes", image, secret, SCALING);
  }

  private static List<JsonNode> documents(InferenceServiceManifest manifest) {
    List<JsonNode> documents = new ArrayList<>();
    new Yaml(new SafeConstructor(new LoaderOptions()))
        .loadAll(manifest.text())
        .forEach(each -> documents.add(new ObjectMapper().valueToTree(each)));
    return documents;
  }

  private static List<String> faults(JsonNode document) throws IOException {
    try (InputStream schema =
        InferenceServiceManifestTest.class.getResourceAsStream(
            "/export/inference-service.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(schema)
          .validate(document)
          .stream()
          .map(Object::toString)
          .toList();
    }
  }

  @Test
  void everyForm_fitsTheSchema() throws IOException {
    for (String image : List.of("", IMAGE)) {
      for (Optional<String> secret : List.of(Optional.<String>empty(), Optional.of("edge-tls"))) {
        List<JsonNode> documents = documents(manifest(image, secret));
        assertThat(documents).hasSize(2);
        assertThat(faults(documents.get(0))).isEmpty();
      }
    }
  }

  @Test
  void schema_refusesWhatKubernetesWould() throws IOException {
    JsonNode document = documents(manifest(IMAGE, Optional.empty())).get(0);
    JsonNode unknown =
        new ObjectMapper().readTree(document.toString().replace("minReplicas", "replicas"));
    assertThat(faults(unknown)).isNotEmpty();
    JsonNode unknownInContainer =
        new ObjectMapper().readTree(document.toString().replace("volumeMounts", "mounts"));
    assertThat(faults(unknownInContainer)).isNotEmpty();
  }

  @Test
  void ourEdge_speaksTlsIsProbedOverItAndMayWriteNowhere() {
    JsonNode predictor =
        documents(manifest(IMAGE, Optional.of("edge-tls"))).get(0).at("/spec/predictor");
    JsonNode container = predictor.at("/containers/0");
    assertThat(texts(container.get("args")))
        .containsSubsequence("--tls-cert", "/etc/scissionlite/tls/tls.crt", "--tls-key")
        .doesNotContain("--insecure");
    assertThat(container.at("/readinessProbe/httpGet/scheme").asText()).isEqualTo("HTTPS");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/v2/health/ready");
    assertThat(container.at("/livenessProbe/httpGet/port").asInt()).isEqualTo(8000);
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/env/0/value").asText()).isEqualTo("pvc://bundles/yes");
    assertThat(predictor.at("/volumes/0/secret/secretName").asText()).isEqualTo("edge-tls");
    assertThat(predictor.get("scaleTarget").asInt()).isEqualTo(60);
    assertThat(predictor.get("maxReplicas").asInt()).isEqualTo(8);
  }

  @Test
  void triton_runsTheRepositoryInKservesOwnRuntime() {
    List<JsonNode> documents = documents(manifest("", Optional.of("edge-tls")));
    JsonNode model = documents.get(0).at("/spec/predictor/model");
    assertThat(model.get("runtime").asText()).isEqualTo("kserve-tritonserver");
    assertThat(model.get("storageUri").asText()).isEqualTo("pvc://bundles/yes");
    assertThat(texts(model.get("args"))).contains("--grpc-use-ssl=true");
    assertThat(model.at("/readinessProbe/httpGet/scheme").asText()).isEqualTo("HTTP");
    JsonNode service = documents.get(1);
    assertThat(service.at("/spec/ports/0/port").asInt()).isEqualTo(8001);
    assertThat(service.at("/spec/ports/0/targetPort").asInt()).isEqualTo(9000);
    assertThat(service.at("/spec/selector/app").asText()).isEqualTo("isvc.resnet56-predictor");
  }

  @Test
  void withoutTls_nothingOfItIsMountedAndThatIsSaidToTheEdge() {
    JsonNode predictor = documents(manifest(IMAGE, Optional.empty())).get(0).at("/spec/predictor");
    assertThat(texts(predictor.at("/containers/0/args"))).contains("--insecure");
    assertThat(predictor.get("volumes")).hasSize(1);
    assertThat(predictor.at("/containers/0/volumeMounts/0/mountPath").asText()).isEqualTo("/tmp");
  }

  @Test
  void textsThatYamlWouldReadAsSomethingElse_areQuoted() {
    InferenceServiceManifest manifest =
        new InferenceServiceManifest("on", "pvc://a/\"b\\", "yes", Optional.of("null"), SCALING);
    JsonNode document = documents(manifest).get(0);
    assertThat(document.at("/metadata/name").isTextual()).isTrue();
    assertThat(document.at("/spec/predictor/containers/0/image").asText()).isEqualTo("yes");
    assertThat(document.at("/spec/predictor/containers/0/env/0/value").asText())
        .isEqualTo("pvc://a/\"b\\");
    assertThat(document.at("/spec/predictor/volumes/0/secret/secretName").isTextual()).isTrue();
  }

  @Test
  void nameOfAModel_becomesOneOfKubernetes() {
    assertThat(InferenceServiceManifest.nameOf("ResNet56_v2")).isEqualTo("resnet56-v2");
    assertThat(InferenceServiceManifest.nameOf("56--")).isEqualTo("edge");
    assertThat(InferenceServiceManifest.nameOf("a".repeat(49) + "-" + "b")).hasSize(49);
  }

  @Test
  void whatMakesNoSense_isRefused() {
    assertThatThrownBy(
            () -> new InferenceServiceManifest("A", "pvc://a", "", Optional.empty(), SCALING))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("name of the service 'A'");
    assertThatThrownBy(
            () -> new InferenceServiceManifest("a", "bundles", "", Optional.empty(), SCALING))
        .hasMessageContaining("storage 'bundles': expected a URI");
    assertThatThrownBy(() -> new Scaling(3, 2, 60, 1, "1Gi")).hasMessageContaining("got 3 to 2");
    assertThatThrownBy(() -> new Scaling(1, 2, 0, 1, "1Gi")).hasMessageContaining("got 0");
    assertThatThrownBy(() -> new Scaling(1, 2, 50, 0, "1Gi")).hasMessageContaining("processors");
    assertThatThrownBy(() -> new Scaling(1, 2, 50, 1, "lots")).hasMessageContaining("'lots'");
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
