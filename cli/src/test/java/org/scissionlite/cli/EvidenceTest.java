package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.evidence.Evidence;
import org.scissionlite.evidence.EvidenceFile;
import org.scissionlite.evidence.ImageUse;
import org.scissionlite.evidence.Measurement;

/** What one command finds out, another one plans with: no file is written by hand. */
class EvidenceTest {
  @TempDir private static Path made;
  private static TinyProfiles profiles;
  private static Path data;

  @TempDir private Path folder;
  private Path bundle;

  @BeforeAll
  static void prepareAndEvaluateOnce() throws IOException {
    data = SmallImages.write(made.resolve("data"), 30);
    profiles = TinyProfiles.in(made, 1);
    prepareAndEvaluate(made, "pool2+q8");
  }

  private static void prepareAndEvaluate(Path place, String layer) {
    CommandRun prepared =
        CommandRun.prepare(
            place,
            "stem.relu",
            "--transfer-layer",
            layer,
            "--preprocessing",
            "unit",
            "--calibrate",
            data);
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    CommandRun evaluated =
        CommandRun.of(
            "evaluate", place.resolve("bundle"), "--data", data, "--picture-qualities", "85");
    assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
    assertThat(evaluated.err()).contains("evidence for 'plan --evidence': ");
  }

  @BeforeEach
  void copyTheBundleAndItsEvidence() throws IOException {
    bundle = folder.resolve("bundle");
    Path from = made.resolve("bundle");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, bundle.resolve(from.relativize(file)));
      }
    }
    Files.copy(EvidenceFile.beside(from), EvidenceFile.beside(bundle));
  }

  @Test
  void plan_countsWhatEvaluateMeasured() throws IOException {
    Evidence found = EvidenceFile.read(bundle);
    assertThat(found.measurements())
        .extracting(each -> each.cut() + " " + each.layer())
        .startsWith("stem.relu pool2+q8", "input jpeg:q=85");
    Measurement measured = found.measurements().get(0);
    assertThat(measured.images().use()).isEqualTo(ImageUse.TEST);

    CommandRun plan =
        profiles.plan("--evidence", bundle, "--strategy", "cut-with-tl", "-r", 99, "--json");
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    JsonNode scenario = scenario(plan, "stem.relu", "pool2+q8");
    assertThat(scenario.get("wireBytes").asLong()).isEqualTo(Math.round(measured.bytes().mean()));
    JsonNode loss = scenario.get("accuracyLoss");
    assertThat(loss.get("images").asInt()).isEqualTo(SmallImages.TEST_IMAGES);
    assertThat(loss.get("use").asText()).isEqualTo("test");
    assertThat(loss.get("share").asDouble())
        .isEqualTo(
            (double) (measured.answers().lost() - measured.answers().won())
                / SmallImages.TEST_IMAGES);
  }

  private static JsonNode scenario(CommandRun plan, String cut, String layer) throws IOException {
    for (JsonNode scenario : new ObjectMapper().readTree(plan.out()).get("scenarios")) {
      JsonNode hop = scenario.get("route").get("hops").get(0);
      if (hop.get("cut").get("name").asText().equals(cut)
          && hop.get("payload").get("transferLayer").asText().equals(layer)) {
        return scenario;
      }
    }
    throw new AssertionError("no " + layer + " at " + cut + " in " + plan.out());
  }

  @Test
  void planInWords_saysHowSureTheLossIs() {
    CommandRun plan =
        profiles.plan("--evidence", bundle, "--accuracy-floor", 0, "--strategy", "cut-with-tl");
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.out())
        .containsPattern(
            "\\d \\(-?\\d+\\.\\d to \\d+\\.\\d on %d\\)"
                .formatted(SmallImages.TEST_IMAGES)
                .replace("\\d \\(", "\\d % \\("))
        .contains(
            "points of accuracy on %d images of a test, 95 %% interval "
                .formatted(SmallImages.TEST_IMAGES));
  }

  @Test
  void layerOfAFamilyThatNobodyBenchmarked_isNamedAndLeftOut() {
    prepareAndEvaluate(folder, "transform:step=1");
    CommandRun plan = profiles.plan("--evidence", bundle, "-r", 99);
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.err())
        .contains(
            "note: transform:step=1.0 at cut 'stem.relu' of device 'd' does not compete: the cost of its encoder and decoder was not measured; run benchmark again");
    assertThat(plan.out()).doesNotContain("transform");
  }

  @Test
  void layerOfABenchmarkedFamily_competesWithTheBytesAndTheLossThatWereMeasured() {
    prepareAndEvaluate(folder, "transform:step=1");
    CommandRun plan = TinyProfiles.in(folder, 1, "transform").plan("--evidence", bundle, "-r", 99);
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.err()).doesNotContain("does not compete");
    assertThat(plan.out()).contains("transform:step=1.0");
  }

  @Test
  void privacyThatEvaluateMeasured_limitsThePlan() {
    CommandRun attacked =
        CommandRun.of(
            "evaluate", bundle, "--data", data, "--privacy", "--attack-steps", 2, "--threads", 1);
    assertThat(attacked.exitCode()).as(attacked.err()).isZero();
    Measurement both = EvidenceFile.read(bundle).measurements().get(0);
    assertThat(both.ssim()).isNotNull();
    assertThat(both.bytes()).isNotNull();
    CommandRun plan =
        profiles.plan("--evidence", bundle, "--max-ssim", 1, "--strategy", "cut-with-tl", "-r", 99);
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.out().lines().filter(line -> line.contains("device d > edge e")))
        .singleElement()
        .asString()
        .contains("stem.relu  pool2+q8");
  }

  @Test
  void evidenceThatDoesNotFit_isRefusedInOneLine() throws IOException {
    Path file = EvidenceFile.beside(bundle);
    String good = Files.readString(file);
    for (String[] change :
        new String[][] {
          {
            "\"cut\" : \"stem.relu\"",
            "\"cut\" : \"stem.rule\"",
            "evidence: unknown cut 'stem.rule'"
          },
          {
            "\"sha256\" : \"" + EvidenceFile.read(file).sha256(),
            "\"sha256\" : \"0",
            "with SHA-256 0, not of 'tiny'"
          },
          {"\"family\" : \"pool2+q8\"", "\"family\" : \"pool3\"", "unknown transfer layer 'pool3'"}
        }) {
      Files.writeString(file, good.replace(change[0], change[1]));
      CommandRun plan = profiles.plan("--evidence", file);
      assertThat(plan.exitCode()).as(plan.err()).isEqualTo(Program.USAGE);
      assertThat(plan.err().lines().filter(line -> !line.startsWith("warning: ")))
          .singleElement()
          .asString()
          .contains(change[2]);
    }
  }

  @Test
  void bundleBesideWhichNothingCanBeWritten_isEvaluatedAllTheSame() throws IOException {
    Path file = EvidenceFile.beside(bundle);
    Files.delete(file);
    Files.createDirectories(file.resolve("inside"));
    CommandRun run = CommandRun.of("evaluate", bundle, "--data", data, "--no-pictures");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("stem.relu.pool2+q8");
    assertThat(run.err()).contains("warning: what was found out is not kept for 'plan': cannot ");
  }

  @Test
  void modelAlone_keepsItsPicturesWhereItIsTold() {
    Path model = TinyModel.writeTo(folder);
    Path file = folder.resolve("pictures.json");
    CommandRun run =
        CommandRun.of(
            "evaluate", model, "--data", data, "--preprocessing", "unit", "--evidence", file);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(EvidenceFile.read(file).measurements())
        .isNotEmpty()
        .allMatch(each -> each.cut().equals("input"));
  }

  @Test
  void evidenceOfTheUsualName_isReadWithoutAnOption() throws Exception {
    Evidence found = EvidenceFile.read(bundle);
    Path usual = folder.resolve("tiny-bundle.evidence.json");
    EvidenceFile.write(usual, found);
    assertThat(planIn(folder)).contains("evidence: " + usual);
    EvidenceFile.write(usual, Evidence.of("tiny", "0".repeat(64), found.measurements()));
    assertThat(planIn(folder))
        .contains("note: %s is of another model of this name and does not count".formatted(usual));
  }

  private static List<String> planIn(Path folder) throws Exception {
    ChildRun run =
        ChildRun.start(
            folder,
            List.of("-Duser.dir=" + folder),
            "plan",
            profiles.model(),
            "--profiles",
            profiles.folder(),
            "--network",
            profiles.network());
    assertThat(run.exitCode()).as(run.lines().toString()).isZero();
    return run.lines();
  }
}
