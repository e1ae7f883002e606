package org.scissionlite.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image of 'mvn package -Pcontainer', where it was made. */
class ContainerTest {
  private static final long SECONDS = 300;

  @TempDir private Path folder;

  @BeforeEach
  void unpack() throws Exception {
    Optional<Path> image = image();
    assumeTrue(image.isPresent(), "skipped: no image here; 'mvn package -Pcontainer' makes it");
    run(List.of("tar", "-xf", image.orElseThrow().toString(), "-C", folder.toString()));
  }

  private static Optional<Path> image() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files.filter(file -> file.toString().endsWith("-image.tar")).findFirst();
    }
  }

  private JsonNode config() throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode manifest = json.readTree(folder.resolve("manifest.json").toFile()).get(0);
    return json.readTree(folder.resolve(manifest.get("Config").asText()).toFile()).get("config");
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  @Test
  void image_runsTheEdgeAsNobodyAndWritesToOnePlace() throws Exception {
    JsonNode config = config();

    assertThat(config.get("User").asText()).isEqualTo("10001:10001");
    assertThat(texts(config.get("Entrypoint")))
        .startsWith("java")
        .endsWith("org.scissionlite.cli.OffloaderMain");
    assertThat(texts(config.get("Cmd"))).containsExactly("--help");
    assertThat(config.get("Volumes").fieldNames()).toIterable().containsExactly("/tmp");
    assertThat(config.get("ExposedPorts").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("8000/tcp", "8001/tcp");
    assertThat(texts(config.get("Env"))).contains("ORT_DISABLE_TELEMETRY=1");
  }

  @Test
  void layers_holdTheProgramAndNothingOfTraining() throws Exception {
    StringBuilder held = new StringBuilder();
    try (Stream<Path> layers = Files.list(folder)) {
      for (Path layer : layers.filter(each -> each.toString().endsWith(".tar.gz")).toList()) {
        held.append(run(List.of("tar", "--warning=no-unknown-keyword", "-tzf", layer.toString())));
      }
    }
    assertThat(held)
        .contains(
            "app/libs/scissionlite-offloader.jar",
            "app/libs/onnxruntime-",
            "app/libs/scissionlite-core")
        .doesNotContain("torch", "openblas", "trainer", "jfreechart");
  }

  @Test
  void program_runsInAFileSystemThatItMayNotChange() throws Exception {
    assumeTrue(mayMount(), "skipped: needs root, and mount namespaces with overlays");
    List<String> command = new ArrayList<>();
    Path script = Path.of("src/test/resources/container.sh").toAbsolutePath();
    command.addAll(List.of("unshare", "--mount", script.toString(), folder.toString()));
    List<String> entry = texts(config().get("Entrypoint"));
    command.addAll(entry);
    List<String> help = new ArrayList<>(command);
    help.addAll(List.of("edge", "--help"));
    assertThat(run(help)).contains("Usage: scissionlite edge");
    command.add("rehearse");
    assertThat(run(command)).contains("one picture was answered");
  }

  private boolean mayMount() throws Exception {
    Path upper = Files.createDirectory(folder.resolve("upper"));
    String probe =
        "mount -t tmpfs t '%s' && cd '%s' && mkdir i r && mount -t overlay o -o lowerdir=i:/ r"
            .formatted(upper, upper);
    Process process =
        new ProcessBuilder("unshare", "--mount", "sh", "-c", probe)
            .redirectErrorStream(true)
            .start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s", said).isZero();
    return said;
  }
}
