package org.scissionlite.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.SmallImages;
import org.scissionlite.cli.TinyModel;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.input.Pixels;

/** Files that end before their picture does, among others that are whole. */
class DamagedPicturesTest {
  @TempDir private Path folder;

  private Path data;

  @BeforeEach
  void images() throws IOException {
    data = SmallImages.writeNoise(folder.resolve("data"), 4);
    byte[] noise = new byte[3 * 225];
    new Random(1).nextBytes(noise);
    ByteBuffer jpeg = PictureFormat.JPEG_420.encode(Pixels.rgb(15, 15, noise), 90);
    byte[] beginning = new byte[jpeg.remaining() - 9];
    jpeg.get(beginning);
    Files.write(data.resolve("cut.jpg"), beginning);
    byte[] png = Files.readAllBytes(data.resolve("image00.png"));
    Files.write(data.resolve("cut.png"), Arrays.copyOf(png, png.length / 2));
  }

  @Test
  void evaluation_countsThemAndEndsWithOne() {
    CommandRun run = evaluate();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("tiny on 4 images")
        .endsWith("2 of 6 images cannot be read and are left out of the figures\n");
    assertThat(run.problem())
        .contains("warning: image %s: cut off, the file ends".formatted(data.resolve("cut.jpg")))
        .contains("warning: image %s: cut off, the file ends".formatted(data.resolve("cut.png")))
        .contains("warning: 2 of 6 images cannot be read")
        .hasLineCount(3);
  }

  @Test
  void evaluationThatIsToSkipThem_onlyWarns() {
    CommandRun run = evaluate("--skip-unreadable");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("warning: 2 of 6 images cannot be read");
  }

  @Test
  void evaluationAsJson_namesAndCountsThem() throws IOException {
    CommandRun run = evaluate("--skip-unreadable", "--json");

    JsonNode unreadable = new ObjectMapper().readTree(run.out()).get("unreadable");
    assertThat(unreadable.get("images").asInt()).isEqualTo(2);
    assertThat(unreadable.get("files"))
        .extracting(JsonNode::asText)
        .containsExactly(data.resolve("cut.jpg").toString(), data.resolve("cut.png").toString());
  }

  @Test
  void attackAsJson_namesAndCountsThem() throws IOException {
    CommandRun prepared =
        CommandRun.prepare(
            folder,
            "stem.relu",
            "--transfer-layer",
            "q8",
            "--calibrate",
            data,
            "--skip-unreadable");
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    CommandRun run =
        CommandRun.of(
            "evaluate",
            folder.resolve("bundle"),
            "--data",
            data,
            "--privacy",
            "--attack-steps",
            2,
            "--threads",
            1,
            "--skip-unreadable",
            "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.get("cuts")).hasSize(1);
    assertThat(report.get("unreadable").get("images").asInt()).isEqualTo(2);
    assertThat(report.get("unreadable").get("files"))
        .extracting(JsonNode::asText)
        .containsExactly(data.resolve("cut.jpg").toString(), data.resolve("cut.png").toString());
  }

  @Test
  void calibration_refusesThemAndNamesTheOption() {
    CommandRun run = calibrated();

    assertRefused(run);
    assertThat(run.problem()).startsWith("error: image %s".formatted(data.resolve("cut.jpg")));
  }

  @Test
  void calibrationThatIsToSkipThem_usesTheRest() {
    CommandRun run = calibrated("--skip-unreadable");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertSkipped(run, "2 of 6 images cannot be read and are left out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "transform:step=2 --train transfer-layer --epochs 1 --threads 1"})
  void searchAndTrainingOfALayer_refuseThemOrUseTheRest(String layer) {
    SmallImages.writeNoise(data, 22);

    assertRefused(searched(layer));
    CommandRun run = searched(layer + " --skip-unreadable");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertSkipped(run, "2 of 24 images cannot be read and are left out");
    assertThat(run.problem().lines().filter(line -> line.contains("cannot be read"))).hasSize(1);
  }

  @Test
  void trainingOfAModel_refusesThemOrUsesTheRest() throws IOException {
    List<String> lines = new ArrayList<>(List.of("file,label,split"));
    for (String file : List.of("image00.png", "cut.png", "image01.png", "cut.jpg", "image02.png")) {
      lines.add("%s,%s,train".formatted(file, lines.size() % 2 == 0 ? "dark" : "light"));
    }
    lines.add("image03.png,dark,val");
    Files.write(data.resolve("labels.csv"), lines);

    assertRefused(trained());
    CommandRun run = trained("--skip-unreadable");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertSkipped(run, "2 of 5 images cannot be read and are left out");
    assertThat(run.err()).contains("learns from 3 images");
  }

  @Test
  void benchmark_refusesThemOrUsesTheRest() {
    assertRefused(benchmarked());
    CommandRun run = benchmarked("--skip-unreadable");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertSkipped(run, "2 of 6 images cannot be read and are left out");
  }

  @Test
  void attackersImages_areCountedWithThoseThatAreRebuilt() throws IOException {
    SmallImages.writeNoise(data, 24);
    List<String> lines = new ArrayList<>(List.of("file,label,split"));
    for (int i = 0; i < 24; i++) {
      lines.add("image%02d.png,%d,%s".formatted(i, i % 5, i < 8 ? "test" : "train"));
    }
    lines.add("cut.png,1,train");
    lines.add("cut.jpg,2,test");
    Files.write(data.resolve("labels.csv"), lines);
    assertThat(CommandRun.prepare(folder, "join").exitCode()).isZero();

    CommandRun run = attacked();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.problem()).doesNotContain("error:");
    assertSkipped(run, "1 of 9 images cannot be read");
    assertSkipped(run, "1 of 17 images cannot be read");
    assertThat(run.out())
        .endsWith("2 of 26 images cannot be read and are left out of the figures\n");
    assertThat(attacked("--skip-unreadable").exitCode()).isZero();
  }

  private void assertRefused(CommandRun run) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.problem().lines().reduce("", (before, line) -> line))
        .startsWith("error: image %s".formatted(data.resolve("cut")))
        .endsWith(
            ": cut off, the file ends before the picture does; copy it again; --skip-unreadable leaves such images out");
  }

  private void assertSkipped(CommandRun run, String count) {
    assertThat(run.err())
        .contains("warning: image %s: cut off".formatted(data.resolve("cut.jpg")))
        .contains("warning: image %s: cut off".formatted(data.resolve("cut.png")))
        .contains("warning: " + count);
  }

  private CommandRun calibrated(Object... more) {
    Object[] usual = {"--transfer-layer", "pool2+q8", "--calibrate", data};
    return CommandRun.prepare(folder, "join", both(usual, more));
  }

  private CommandRun searched(String layer) {
    Object[] usual = {"--data", data, "--max-drop", 60, "--transfer-layer"};
    return CommandRun.prepare(folder, "stem.relu", both(usual, (Object[]) layer.split(" ")));
  }

  private CommandRun benchmarked(Object... more) {
    Object[] usual = {"benchmark", TinyModel.writeTo(folder), "--name", "pi4", "--data", data};
    Object[] quick = {"--warmup", 0, "--repeats", 2, "--memory", "computed", "--interval", "1ms"};
    Object[] layers = {"--transfer-layer", "jpeg:q=85,q8", "--typical-layer", "none"};
    Object[] output = {"-o", folder.resolve("profiles")};
    return CommandRun.of(both(both(both(usual, quick), both(layers, output)), more));
  }

  private CommandRun attacked(Object... more) {
    Object[] usual = {"evaluate", folder.resolve("bundle"), "--data", data, "--privacy"};
    return CommandRun.of(both(both(usual, "--attack-steps", 2, "--threads", 1), more));
  }

  private CommandRun trained(Object... more) {
    Object[] usual = {"train", "zoo:mobilenetv2", "--width", 0.1, "--input", 32, "--epochs", 1};
    Object[] small = {"--threads", 1, "--data", data, "-o", folder.resolve("trained.onnx")};
    return CommandRun.of(both(both(usual, small), more));
  }

  private CommandRun evaluate(Object... more) {
    Object[] usual = {"evaluate", TinyModel.writeTo(folder), "--data", data, "--no-pictures"};
    return CommandRun.of(both(usual, more));
  }

  private static Object[] both(Object[] one, Object... other) {
    return Stream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
  }
}
