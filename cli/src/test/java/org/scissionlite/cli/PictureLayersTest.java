package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.ImageTensors;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.profile.ProfileFile;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.WireSize;

/** The transfer layers that send the picture as JPEG or WebP, through all commands. */
class PictureLayersTest {
  @TempDir private Path folder;
  private Path images;

  @BeforeEach
  void writeImages() throws IOException {
    images = SmallImages.write(folder.resolve("images"), 20);
  }

  @ParameterizedTest
  @CsvSource({"jpeg:q=85, JPEG_420, 85", "webp:q=75, WEBP, 75"})
  void device_sendsTheFileAndTheEdgeAnswersAsEvaluateSays(
      String layer, PictureFormat format, int quality) throws IOException {
    Path bundle = prepared(layer);
    Path image = images.resolve("3.png");
    Pixels fitted =
        ImageTensors.fitted(
            ImageFiles.read(image), Preprocessing.named("unit"), TinyModel.graph().inputs().get(0));
    try (EdgeServer edge = serve(bundle)) {
      String address = "127.0.0.1:" + edge.address().getPort();
      JsonNode answer =
          json(CommandRun.of("device", bundle, image, "--edge", address, "--json"))
              .at("/answers/0");

      assertThat(answer.get("servedBy").asText()).isEqualTo("edge");
      assertThat(answer.get("payloadBytes").asInt())
          .isEqualTo(format.encode(fitted, quality).remaining());
      assertThat(answer.get("classes")).hasSize(5);
    }
  }

  @ParameterizedTest
  @CsvSource({"jpeg:q=85, JPEG 4:2:0, 85", "webp:q=75, WebP, 75"})
  void evaluate_saysTheSameOfTheLayerAndOfTheSentPicture(String layer, String name, int quality)
      throws IOException {
    JsonNode subjects =
        json(CommandRun.of(
                "evaluate",
                prepared(layer),
                "--data",
                images,
                "--picture-qualities",
                quality,
                "--json"))
            .get("subjects");
    JsonNode slices = subjects.get(1);
    JsonNode picture = null;
    for (JsonNode subject : subjects) {
      if (subject.at("/subject/name").asText().equals(name)) {
        picture = subject;
      }
    }

    assertThat(slices.at("/subject/kind").asText()).isEqualTo("SLICES");
    assertThat(picture).isNotNull();
    assertThat(slices.get("bytes")).isEqualTo(picture.get("bytes"));
    assertThat(slices.get("accuracy")).isEqualTo(picture.get("accuracy"));
    assertThat(slices.get("agreementPercent")).isEqualTo(picture.get("agreementPercent"));
  }

  @Test
  void prepare_saysTheBytesOfItsImages_andWhereALayerDoesNotFit() {
    CommandRun run =
        CommandRun.prepare(
            folder,
            "input",
            "--transfer-layer",
            "jpeg",
            "--preprocessing",
            "unit",
            "--calibrate",
            images);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("input.jpeg_q_85", "mean of 30 calibration images");

    CommandRun deeper =
        CommandRun.prepare(
            folder,
            "stem",
            "--transfer-layer",
            "jpeg",
            "--preprocessing",
            "unit",
            "--calibrate",
            images);
    assertThat(deeper.exitCode()).isEqualTo(Program.USAGE);
    assertThat(deeper.problem())
        .hasLineCount(1)
        .contains("cut 'stem': jpeg:q=85 sends the picture itself and stands at 'input' alone");
  }

  @Test
  void plan_offersThePictureWhereItsAccuracyIsKnown() throws IOException {
    Path profiles = folder.resolve("profiles");
    benchmark(profiles, "device", "d");
    benchmark(profiles, "edge", "e");
    assertCountedOnImages(profiles.resolve("device-d-tiny.json"));
    Path network = folder.resolve("network.csv");
    TinyProfiles.write(network, "source,destination,ping(ms),bandwidth(Mbps)\nd,e,2,0.1\n");
    Path accuracies = folder.resolve("accuracies.json");
    TinyProfiles.write(
        accuracies,
        """
        {"model": 0.9, "cuts": [
          {"cut": "input", "transferLayer": "jpeg", "accuracy": 0.89},
          {"cut": "input", "transferLayer": "webp:q=75", "accuracy": 0.88}]}
        """);
    Object[] question = {
      "plan", "tiny", "--profiles", profiles, "--network", network, "--strategy", "on-edge", "-r", 9
    };

    assertThat(run(question).out()).contains("pixels").doesNotContain("jpeg", "webp");
    assertThat(run(question, "--lossy-input").out()).contains("jpeg:q=85", "webp:q=75");
    String known = run(question, "--accuracies", accuracies).out();
    assertThat(known).contains("jpeg:q=85", "1.0 %", "webp:q=75", "2.0 %").doesNotContain("q8");
    assertThat(known).contains("--cut input --transfer-layer webp:q=75");
  }

  private static void assertCountedOnImages(Path profile) {
    List<TransferLayerProfile> layers =
        ProfileFile.read(profile).cuts().get(0).transferLayers().stream()
            .filter(layer -> layer.spec().contains(":q="))
            .toList();
    assertThat(layers)
        .extracting(TransferLayerProfile::spec)
        .containsExactly("jpeg:q=85", "webp:q=75");
    assertThat(layers)
        .extracting(TransferLayerProfile::size)
        .allSatisfy(size -> assertThat(size).isInstanceOf(WireSize.Measured.class));
  }

  @Test
  void withoutTheNativePartOfWebp_oneLineSaysSo() throws IOException, InterruptedException {
    Path noFolder = Files.createFile(folder.resolve("file"));
    List<String> java = List.of("-Dcom.luciad.imageio.webp.tmpdir=" + noFolder);
    ChildRun prepare =
        ChildRun.start(
            folder,
            java,
            "prepare",
            TinyModel.writeTo(folder),
            "--cut",
            "input",
            "--transfer-layer",
            "webp",
            "--preprocessing",
            "unit",
            "-o",
            folder.resolve("bundle"));

    assertThat(prepare.exitCode()).isEqualTo(Program.USAGE);
    assertThat(prepare.lines())
        .noneMatch(line -> line.contains("\tat ") || line.contains("Exception"))
        .filteredOn(line -> line.startsWith("error"))
        .singleElement()
        .asString()
        .contains("cut 'input': WebP: the native part of its library cannot be loaded")
        .contains("take JPEG instead");
    ChildRun evaluate =
        ChildRun.start(
            folder,
            java,
            "evaluate",
            prepared("jpeg:q=85"),
            "--data",
            images,
            "--picture-qualities",
            50);
    assertThat(evaluate.exitCode()).isZero();
    assertThat(evaluate.lines())
        .anyMatch(line -> line.startsWith("WebP: the native part of its library"))
        .anyMatch(line -> line.contains("JPEG 4:2:0 quality 50"))
        .noneMatch(line -> line.contains("WebP quality") || line.contains("\tat "));
  }

  private Path prepared(String layer) {
    CommandRun run =
        CommandRun.prepare(folder, "input", "--transfer-layer", layer, "--preprocessing", "unit");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return folder.resolve("bundle");
  }

  private void benchmark(Path profiles, String tier, String name) {
    CommandRun run =
        CommandRun.of(
            "benchmark",
            TinyModel.writeTo(folder),
            "--tier",
            tier,
            "--name",
            name,
            "--memory",
            "computed",
            "--warmup",
            1,
            "--repeats",
            2,
            "--preprocessing",
            "unit",
            "--data",
            images,
            "-o",
            profiles);
    assertThat(run.err()).doesNotContain("unexpected");
  }

  private static CommandRun run(Object[] words, Object... more) {
    Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    CommandRun run = CommandRun.of(all);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private static EdgeServer serve(Path bundle) {
    return EdgeServer.start(
        BundleReader.open(bundle),
        new OrtEngine(),
        EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }
}
