package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.file.Json;
import org.scissionlite.training.SearchReport;

class PrepareCommandTest {
  @TempDir private Path folder;

  @Test
  void auto_searchesALayerAndWritesBundleAndReport() {
    Path images = SmallImages.writeNoise(folder.resolve("images"), 40);
    CommandRun run =
        CommandRun.prepare(
            folder, "join", "--transfer-layer", "auto", "--max-drop", 30, "--data", images);

    assertThat(run.err()).contains("trial 1 of at most ").contains("confirmed on ");
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
  }

  @Test
  void autoWithoutImages_saysHowToGiveThem() {
    CommandRun run = CommandRun.prepare(folder, "join", "--transfer-layer", "auto");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("need images; name their folder with --data");
  }
}
