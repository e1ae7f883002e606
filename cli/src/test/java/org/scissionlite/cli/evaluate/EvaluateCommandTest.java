package org.scissionlite.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.SmallImages;
import org.scissionlite.file.Json;
import org.scissionlite.input.PngFile;
import org.scissionlite.input.synthetic.SteelSurface;
import org.scissionlite.privacy.PrivacyReport;

/** The command's tables, files and options, on a small bundle and pictures of five classes. */
class EvaluateCommandTest {
  @TempDir private Path folder;

  private Path bundle;
  private Path data;

  @BeforeEach
  void writeBundleAndImages() throws IOException {
    data = SmallImages.write(folder.resolve("data"), 30);
    bundle = folder.resolve("bundle");
    CommandRun run =
        CommandRun.prepare(
            folder,
            "stem.relu",
            "--transfer-layer",
            "pool2+q8",
            "--preprocessing",
            "unit",
            "--calibrate",
            data);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void labelledImages_giveAccuracyDifferenceAndBytes() {
    Path chart = folder.resolve("chart.png");
    CommandRun run = CommandRun.of("evaluate", bundle, "--data", data, "--plot", chart);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "top-1", "95 % interval", "stem.relu.pool2+q8", "WebP quality 90", "answer across");
    assertThat(chart).isNotEmptyFile();
  }

  @Test
  void bareImages_giveTheAgreementAlone() throws IOException {
    Path bare = folder.resolve("bare");
    for (int i = 0; i < 4; i++) {
      PngFile.write(SteelSurface.SCALE.picture(32, i), bare.resolve(i + ".png"));
    }
    CommandRun run = CommandRun.of("evaluate", bundle, "--data", bare, "--no-pictures");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("have no labels", "agreement").doesNotContain("top-1");
  }

  @Test
  void json_holdsEverySubject() throws IOException {
    CommandRun run =
        CommandRun.of("evaluate", bundle, "--data", data, "--json", "--picture-qualities", "20,80");

    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.get("subjects")).hasSize(2 + 3 * 2);
    assertThat(report.get("images").asInt()).isEqualTo(SmallImages.TEST_IMAGES);
  }

  @Test
  void json_holdsTheAnswerToEveryImage() throws IOException {
    CommandRun run = CommandRun.of("evaluate", bundle, "--data", data, "--json", "--no-pictures");

    JsonNode report = new ObjectMapper().readTree(run.out());
    JsonNode labels = report.get("labels");
    assertThat(report.get("files")).hasSize(SmallImages.TEST_IMAGES);
    assertThat(report.get("files").get(0).asText()).isEqualTo(data.resolve("30.png").toString());
    assertThat(labels).hasSize(SmallImages.TEST_IMAGES);
    for (JsonNode subject : report.get("subjects")) {
      JsonNode answers = subject.get("answers");
      assertThat(answers).hasSize(SmallImages.TEST_IMAGES);
      assertThat(subject.get("payloads")).hasSize(SmallImages.TEST_IMAGES);
      int right = 0;
      for (int i = 0; i < SmallImages.TEST_IMAGES; i++) {
        right += answers.get(i).equals(labels.get(i)) ? 1 : 0;
      }
      assertThat(right).isEqualTo(subject.get("accuracy").get("top1Correct").asInt());
    }
  }

  @Test
  void privacy_writesReportAndPictures() throws IOException {
    CommandRun run =
        CommandRun.of(
            "evaluate", bundle, "--data", data, "--privacy", "--attack-steps", 5, "--threads", 1);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("SSIM", "pool2 (published)", "JPEG of that size");
    Path output = folder.resolve("bundle-privacy");
    PrivacyReport report =
        Json.read(output.resolve("privacy.json"), PrivacyReport.class, "privacy report");
    assertThat(report.cuts()).hasSize(1);
    assertThat(report.cuts().get(0).cut()).isEqualTo("stem.relu");
    assertThat(ImageIO.read(output.resolve("stem.relu.pool2+q8.png").toFile()).getWidth())
        .isGreaterThan(600);
  }

  @Test
  void privacyOfAModelThatIsNotCut_isRefused() {
    CommandRun run =
        CommandRun.of("evaluate", folder.resolve("tiny.onnx"), "--data", data, "--privacy");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--privacy needs a bundle's folder").hasLineCount(1);
  }

  @Test
  void unknownSplit_listsThoseThatAreThere() {
    CommandRun run = CommandRun.of("evaluate", bundle, "--data", data, "--split", "tset");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.problem())
        .contains("unknown split 'tset'; valid, nearest first: test")
        .hasLineCount(1);
  }

  @Test
  void optionsOutOfRange_areRefused() {
    for (List<String> options :
        List.of(
            List.of("--limit", "0"),
            List.of("--threads", "0"),
            List.of("--picture-qualities", "0"),
            List.of("--privacy", "--attack-steps", "0"))) {
      List<Object> arguments = new ArrayList<>(List.of("evaluate", bundle, "--data", data));
      arguments.addAll(options);
      CommandRun run = CommandRun.of(arguments.toArray());
      assertThat(run.exitCode()).as("%s", options).isEqualTo(2);
      assertThat(run.problem()).startsWith("error: ").hasLineCount(1);
    }
  }
}
