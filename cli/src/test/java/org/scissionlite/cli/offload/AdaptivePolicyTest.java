package org.scissionlite.cli.offload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.Program;
import org.scissionlite.cli.SmallImages;
import org.scissionlite.cli.TinyModel;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;

/** The option {@code device --policy} with a bundle of several scenarios. */
class AdaptivePolicyTest {
  private static final List<String> WAYS = List.of("join.none", "input.none", "device-alone");

  @TempDir private Path folder;
  private Bundle bundle;
  private Path images;

  @BeforeEach
  void prepare() throws IOException {
    Model model = OnnxReader.read(TinyModel.writeTo(folder));
    Preprocessing preprocessing = Preprocessing.named("unit");
    Preprocessor preprocessor = new Preprocessor(new OrtEngine(), model, preprocessing);
    BundleContent content =
        new BundleContent(
            model,
            List.of(preprocessor.prepare("join", "none"), preprocessor.prepare("input", "none")),
            preprocessing,
            List.of(),
            true);
    bundle = new BundleWriter(OnnxWriter::write).write(folder.resolve("bundle"), content);
    images = SmallImages.writeNoise(Files.createDirectory(folder.resolve("images")), 30);
  }

  private CommandRun device(Object... more) {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (EdgeServer edge =
        EdgeServer.start(bundle, new OrtEngine(), EdgeOptions.listeningOn(any))) {
      List<Object> words = new ArrayList<>(List.of("device", bundle.folder()));
      words.addAll(List.of("--edge", "127.0.0.1:" + edge.address().getPort()));
      words.addAll(List.of("--format", "json-lines"));
      words.addAll(List.of(more));
      return CommandRun.of(words.toArray());
    }
  }

  private static List<String> scenarios(CommandRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> scenarios = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      JsonNode result = new ObjectMapper().readTree(line);
      scenarios.add(result.at("/scenario").asText());
    }
    return scenarios;
  }

  @Test
  void adaptivePolicy_answersEveryPictureAndTellsByWhichScenario() throws IOException {
    CommandRun run = device(images, "--policy", "adaptive", "--in-flight", "1");

    assertThat(scenarios(run)).hasSize(30).isSubsetOf(WAYS).contains("join.none");
    assertThat(run.err()).contains("answers of several scenarios: median");
  }

  @Test
  void fetchedBundle_isAnsweredByAnyOfItsScenarios() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Path cache = folder.resolve("cache");
    try (EdgeServer edge =
        EdgeServer.start(
            List.of(bundle),
            new OrtEngine(),
            EdgeOptions.listeningOn(any),
            EdgeFeatures.none().distributing(true))) {
      CommandRun run =
          CommandRun.of(
              "device",
              "bundle",
              images,
              "--from",
              "127.0.0.1:" + edge.address().getPort(),
              "--cache",
              cache,
              "--policy",
              "adaptive",
              "--in-flight",
              "1",
              "--format",
              "json-lines");
      assertThat(scenarios(run)).as(run.err()).hasSize(30).isSubsetOf(WAYS);
    }
    try (Stream<Path> files = Files.walk(cache)) {
      assertThat(files.filter(file -> file.endsWith("device.onnx"))).hasSize(2);
    }
  }

  @Test
  void picturesThatAreNamed_areAllAnsweredByOneScenario() throws IOException {
    assertThat(scenarios(device(images))).hasSize(30).containsOnly("join.none");
    assertThat(scenarios(device(images, "--policy", "fixed", "--scenario", "input.none")))
        .containsOnly("input.none");
  }

  @ParameterizedTest
  @CsvSource({
    "--policy sideways,'unknown policy ''sideways'''",
    "--policy adaptive --scenario join.none,leave out --scenario",
    "--policy fixed --most-open 3,--most-open goes with --policy adaptive",
    "--policy adaptive --most-open 1,'--most-open: expected at least 2 scenarios, got 1'",
    "--policy adaptive --step 1,--step is for pictures that are sent by one scenario",
    "--step 1,'expected a step of its dial, 0 to 0, got 1'"
  })
  void optionsThatDoNotGoTogether_areOneLine(String words, String message) {
    CommandRun run =
        device(Stream.concat(Stream.of(images), Stream.of(words.split(" ", -1))).toArray());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(Program.USAGE);
    assertThat(run.err()).contains(message).hasLineCount(1);
  }

  @Test
  void adaptivePolicyWithoutAnEdge_isRefused() {
    CommandRun run = CommandRun.of("device", bundle.folder(), images, "--policy", "adaptive");
    assertThat(run.exitCode()).isEqualTo(Program.USAGE);
    assertThat(run.err()).contains("without an edge there is nothing to choose");
  }
}
