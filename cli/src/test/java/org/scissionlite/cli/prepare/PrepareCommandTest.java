package org.scissionlite.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.SmallImages;
import org.scissionlite.cli.TinyModel;
import org.scissionlite.file.Json;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.training.search.SearchReport;

class PrepareCommandTest {
  @TempDir private Path folder;

  @Test
  void auto_searchesALayerAndWritesBundleAndReport() {
    Path images = SmallImages.writeNoise(folder.resolve("images"), 40);
    CommandRun run =
        CommandRun.prepare(
            folder, "join", "--transfer-layer", "auto", "--max-drop", 30, "--data", images);

    assertThat(run.err()).contains("trial 1 of about ").contains("confirmed on ");
    assertThat(run.exitCode()).isZero();
    SearchReport report =
        Json.read(folder.resolve("bundle.join.search.json"), SearchReport.class, "report");
    assertThat(
            BundleReader.open(folder.resolve("bundle"))
                .manifest()
                .scenarios()
                .get(0)
                .transferLayer())
        .isEqualTo(report.confirmed().spec());
    assertThat(folder.resolve("bundle.join.search-journal.json")).doesNotExist();
    assertThat(report.goal().maxBytes()).isEqualTo(Long.MAX_VALUE);
    assertThat(folder.resolve("bundle.join.search.json"))
        .content()
        .contains("\"maxBytes\" : null")
        .doesNotContain(String.valueOf(Long.MAX_VALUE));
  }

  @Test
  void bytesOfTheTable_areThoseThatImagesSend() throws IOException {
    Path images = SmallImages.writeNoise(folder.resolve("images"), 12);
    CommandRun run =
        CommandRun.prepare(
            folder, "join", "--transfer-layer", "transform:step=4", "--calibrate", images);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("mean of 12 calibration images");

    CommandRun judged =
        CommandRun.of(
            "evaluate", folder.resolve("bundle"), "--data", images, "--no-pictures", "--json");
    double mean = new ObjectMapper().readTree(judged.out()).at("/subjects/1/bytes/mean").asDouble();
    assertThat(row(run, "join.transform_step_4")).endsWith("  %,.0f".formatted(mean));
    assertThat(mean).isLessThan(0.5 * 8 * 15 * 15);
  }

  @Test
  void bytesOfATensorThatIsSentAsItIs_areKnownWithoutImages() {
    CommandRun run = CommandRun.prepare(folder, "join", "--transfer-layer", "pool2");
    assertThat(row(run, "join.pool2")).matches(".* 2,048 +2,048");
    assertThat(run.out()).doesNotContain("bytes sent:");
  }

  @Test
  void bytesThatDependOnThePicture_areNotGuessedFromNoise() {
    CommandRun run =
        CommandRun.prepare(
            folder, "join", "--transfer-layer", "transform:step=4", "--calibrate", "random");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(row(run, "join.transform_step_4")).endsWith("  not known");
    assertThat(run.out()).contains("--calibrate DIR");
  }

  @Test
  void commandsThatFollow_areQuotedForAShell() {
    CommandRun run =
        CommandRun.of(
            "prepare", TinyModel.writeTo(folder), "--cut", "join", "-o", folder.resolve("a b"));
    assertThat(run.out()).contains("scissionlite edge '%s' ".formatted(folder.resolve("a b")));
  }

  private static String row(CommandRun run, String scenario) {
    return run.out().lines().filter(line -> line.startsWith(scenario)).findFirst().orElseThrow();
  }

  @Test
  void cutWithAVeryLongName_getsAFolderThatIsShortAndReadable() {
    String name = "functional_1/" + "very_long_block_name/".repeat(17) + "Relu";
    Path model = folder.resolve("long.onnx");
    OnnxWriter.write(longNamed(name), model);

    CommandRun run = CommandRun.of("prepare", model, "--cut", name, "-o", folder.resolve("bundle"));

    assertThat(run.err()).doesNotContain("error");
    assertThat(run.exitCode()).isZero();
    SplitScenario scenario =
        BundleReader.open(folder.resolve("bundle")).manifest().scenarios().get(0);
    assertThat(scenario.cut()).isEqualTo(name);
    assertThat(scenario.name())
        .startsWith("functional_1_very_long_block_name")
        .hasSizeLessThan(100);
  }

  private static ModelGraph longNamed(String name) {
    return new ModelGraph(
        "long",
        Map.of("", 17),
        List.of(new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 3, 15, 15))),
        List.of(new TensorSpec("scores", ElementType.FLOAT32, Shape.of(1, 3))),
        List.of(
            Node.of(name, "Relu", List.of("image"), Map.of()),
            Node.of("pool", "GlobalAveragePool", List.of(name), Map.of()),
            Node.of("scores", "Flatten", List.of("pool"), Map.of())),
        Map.of(),
        Map.of());
  }

  @Test
  void autoWithoutImages_saysHowToGiveThem() {
    CommandRun run = CommandRun.prepare(folder, "join", "--transfer-layer", "auto");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("need images; name their folder with --data");
  }
}
