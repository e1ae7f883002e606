package org.scissionlite.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.SmallImages;
import org.scissionlite.evidence.ByteCounts;
import org.scissionlite.evidence.EvidenceFile;
import org.scissionlite.evidence.Measurement;

/** The bytes that an edge without our codecs is sent, as evidence for the plan. */
class WithoutCodecsTest {
  @TempDir private Path folder;

  private ByteCounts counted(Path evidence) {
    return EvidenceFile.read(evidence).measurements().stream()
        .filter(each -> each.cut().equals("stem.relu"))
        .map(Measurement::bytes)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void edgeWithoutCodecs_isSentOtherBytesWithTheSameAnswersAndInAFileOfItsOwn() throws Exception {
    Path data = SmallImages.write(folder.resolve("data"), 12);
    CommandRun prepared =
        CommandRun.prepare(
            folder,
            "stem.relu",
            "--transfer-layer",
            "q4",
            "--preprocessing",
            "unit",
            "--calibrate",
            data);
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    Path bundle = folder.resolve("bundle");
    CommandRun coded = CommandRun.of("evaluate", bundle, "--data", data, "--no-pictures");
    CommandRun plain =
        CommandRun.of("evaluate", bundle, "--data", data, "--no-pictures", "--edge-without-codecs");
    assertThat(plain.exitCode()).as(plain.err()).isZero();
    assertThat(coded.exitCode()).as(coded.err()).isZero();

    Path file = folder.resolve("bundle.without-codecs.evidence.json");
    assertThat(plain.err()).contains("evidence for 'plan --evidence': " + file);
    ByteCounts withCodecs = counted(folder.resolve("bundle.evidence.json"));
    ByteCounts without = counted(file);
    assertThat(without.most()).isLessThan(8 * 15 * 15);
    assertThat(without.mean()).isNotEqualTo(withCodecs.mean());
    assertThat(EvidenceFile.read(file).measurements().get(0).answers())
        .isEqualTo(
            EvidenceFile.read(folder.resolve("bundle.evidence.json"))
                .measurements()
                .get(0)
                .answers());
  }
}
