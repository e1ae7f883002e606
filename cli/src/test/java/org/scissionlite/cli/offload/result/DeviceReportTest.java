package org.scissionlite.cli.offload.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.file.Json;

class DeviceReportTest {
  @TempDir private Path folder;

  @Test
  void reportThatIsReadBack_isTheOneThatWasPrinted() throws IOException {
    CommandRun prepared = CommandRun.prepare(folder, "stem.relu", "--preprocessing", "unit");
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    CommandRun run = CommandRun.of("device", folder.resolve("bundle"), "--random", 2, "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    Path file = Files.writeString(folder.resolve("report.json"), run.out());

    DeviceReport report = DeviceReport.read(file);

    assertThat(report.answers()).hasSize(2);
    assertThat(Json.text(report)).isEqualTo(run.out());
  }
}
