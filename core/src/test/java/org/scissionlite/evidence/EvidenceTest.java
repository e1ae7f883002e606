package org.scissionlite.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;

class EvidenceTest {
  private static final String STEP_1 = "transform:step=1.0";
  private static final String SHA = "a".repeat(64);
  private static final Measurement TESTED = Measurements.of("conv3", STEP_1, ImageUse.TEST, 900, 2);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = EvidenceFile.beside(folder.resolve("bundle"));
  }

  private static Evidence evidence(Measurement... measurements) {
    return Evidence.of("steel", SHA, List.of(measurements));
  }

  @Test
  void fileBesideTheBundle_isReadByTheBundlesName() throws IOException {
    Evidence written = evidence(TESTED, Measurements.privacy("conv3", "none", 0.4));
    Files.createDirectory(folder.resolve("bundle"));
    EvidenceFile.write(file, written);
    assertThat(file).hasFileName("bundle.evidence.json");
    assertThat(EvidenceFile.read(file)).isEqualTo(written);
    assertThat(EvidenceFile.readAll(List.of(folder.resolve("bundle"), file))).isEqualTo(written);
  }

  @Test
  void versionOne_isReadWithoutTheTimesThatNobodyMeasured() throws IOException {
    EvidenceFile.write(file, evidence(TESTED));
    String today = Files.readString(file);
    String old =
        today
            .replace("\"schemaVersion\" : 2", "\"schemaVersion\" : 1")
            .replace("\"ssim\" : null", "\"ssim\" : null, \"times\" : null");
    assertThat(old).contains("times");
    Files.writeString(file, old);
    assertThat(EvidenceFile.read(file)).isEqualTo(evidence(TESTED));
    Files.writeString(file, old.replace("\"schemaVersion\" : 1", "\"schemaVersion\" : 2"));
    assertThatThrownBy(() -> EvidenceFile.read(file)).hasMessageContaining("times");
  }

  @Test
  void whatOneFileKnowsOfTheSameImages_completesTheOther() {
    Evidence both = evidence(TESTED).and(evidence(Measurements.privacy("conv3", STEP_1, 0.3)));
    assertThat(both.measurements()).hasSize(1);
    assertThat(both.measurements().get(0).ssim()).isEqualTo(0.3);
    assertThat(both.measurements().get(0).bytes()).isEqualTo(TESTED.bytes());
  }

  @Test
  void filesThatContradictEachOther_areRefusedByName() {
    Path other = folder.resolve("other.json");
    EvidenceFile.write(file, evidence(TESTED));
    EvidenceFile.write(
        other, evidence(Measurements.of("conv3", "transform:step=1", ImageUse.TEST, 800, 2)));
    assertThatThrownBy(() -> EvidenceFile.readAll(List.of(file, other)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(
            other + ": bytes of transform:step=1.0 at cut 'conv3' on the same 200 images are ")
        .hasMessageEndingWith("; keep one of them");
  }

  @Test
  void otherImages_doNotContradict() {
    Measurement confirmed = Measurements.of("conv3", STEP_1, ImageUse.CONFIRMATION, 800, 1);
    assertThat(evidence(TESTED).and(evidence(confirmed)).measurements())
        .containsExactly(TESTED, confirmed);
  }

  @Test
  void evidenceOfAnotherModel_isRefused() {
    Path other = folder.resolve("other.json");
    EvidenceFile.write(file, evidence(TESTED));
    EvidenceFile.write(other, Evidence.of("steel", "b".repeat(64), List.of(TESTED)));
    assertThatThrownBy(() -> EvidenceFile.readAll(List.of(file, other)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("SHA-256 aaaaaaaaaaaa, not of 'steel' with bbbbbbbbbbbb");
  }

  @Test
  void newerFigures_replaceThoseOfTheSameImages_andKeepTheRest() {
    EvidenceFile.add(file, evidence(TESTED, Measurements.of("conv1", "q8", ImageUse.TEST, 5, 0)));
    EvidenceFile.add(file, evidence(Measurements.privacy("conv3", STEP_1, 0.3)));
    EvidenceFile.add(file, evidence(Measurements.of("conv3", STEP_1, ImageUse.TEST, 700, 4)));
    List<Measurement> kept = EvidenceFile.read(file).measurements();
    assertThat(kept).hasSize(2);
    assertThat(kept.get(0).bytes().mean()).isEqualTo(700);
    assertThat(kept.get(0).ssim()).isEqualTo(0.3);
  }

  @Test
  void layerThatIsFittedAnew_losesItsOlderFigures() {
    EvidenceFile.add(file, evidence(TESTED, Measurements.of("conv1", "q8", ImageUse.TEST, 5, 0)));
    Measurement confirmed = Measurements.of("conv3", STEP_1, ImageUse.CONFIRMATION, 800, 1);
    EvidenceFile.renew(file, evidence(confirmed), Set.of(TESTED.place()));
    assertThat(EvidenceFile.read(file).measurements())
        .hasSize(2)
        .contains(confirmed)
        .doesNotContain(TESTED);
  }

  @Test
  void fileOfAnotherModelOrOfNoUse_isWrittenAnew() throws IOException {
    EvidenceFile.write(file, Evidence.of("other", "b".repeat(64), List.of(TESTED)));
    EvidenceFile.add(file, evidence(TESTED));
    assertThat(EvidenceFile.read(file)).isEqualTo(evidence(TESTED));
    Files.writeString(file, "{");
    EvidenceFile.add(file, evidence(TESTED));
    assertThat(EvidenceFile.read(file)).isEqualTo(evidence(TESTED));
  }

  @Test
  void nothingFound_leavesNoFile() {
    EvidenceFile.add(file, evidence());
    assertThat(file).doesNotExist();
    assertThatThrownBy(() -> EvidenceFile.read(file))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("'evaluate' and 'prepare' with auto or --train write it");
  }

  @Test
  void hostileJson_isRefusedInOneLineThatNamesFileAndField() throws IOException {
    EvidenceFile.write(file, evidence(TESTED));
    String good = Files.readString(file);
    List<String> wrong = new ArrayList<>(List.of("", "null", "[]", "[".repeat(5000), "{}"));
    wrong.add(good.replace("\"schemaVersion\" : 2", "\"schemaVersion\" : 9"));
    wrong.add(good.replace("\"right\" : 178", "\"right\" : 2000000000"));
    wrong.add(good.replace("\"lost\" : 2", "\"lost\" : -2"));
    wrong.add(good.replace("\"mean\" : 900.0", "\"mean\" : 1e400"));
    wrong.add(good.replace("\"mean\" : 900.0", "\"mean\" : -1"));
    wrong.add(good.replace("\"step\" : 1.0", "\"step\" : [[1]]"));
    wrong.add(good.replace("\"step\" : 1.0", "\"stride\" : 1.0"));
    wrong.add(good.replace("\"transform\"", "\"transfrom\""));
    wrong.add(good.replace("\"use\" : \"test\"", "\"use\" : \"tset\""));
    wrong.add(good.replace("\"count\" : 200", "\"count\" : 0"));
    wrong.add(good.replace("\"ssim\" : null", "\"ssim\" : 1.5"));
    wrong.add(good.replace("\"cut\" : \"conv3\",", ""));
    wrong.add(good.replace("\"measurements\" : [ {", "\"measurements\" : [ null, {"));
    for (String text : wrong) {
      assertThat(text).isNotEqualTo(good);
      Files.writeString(file, text);
      assertThatThrownBy(() -> EvidenceFile.read(file))
          .as(text)
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(file.toString())
          .extracting(Throwable::getMessage)
          .asString()
          .hasLineCount(1)
          .hasSizeLessThan(600);
    }
  }
}
