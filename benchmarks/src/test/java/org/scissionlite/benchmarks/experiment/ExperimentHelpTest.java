package org.scissionlite.benchmarks.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExperimentHelpTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final CommandLine command =
      new CommandLine(new Experiment())
          .setOut(new PrintWriter(out, true))
          .setErr(new PrintWriter(out, true))
          .setExecutionExceptionHandler(Experiment::failed);

  @Test
  void help_tellsDefaultsAndWhatIsNeeded() {
    assertThat(command.execute("--help")).isZero();
    assertThat(out.toString())
        .contains("Default: 60:27.4", "Default: 180", "Needs root", "results.json");
  }

  @Test
  void withoutTheTestbed_theShortFormIsSkippedAndTheWholeOneRefused() {
    String none = folder.resolve("none").toString();
    assertThat(command.execute("--shared", none, "--short", "-o", none)).isZero();
    assertThat(command.execute("--shared", none, "--model", "m", "--data", "d", "-o", none))
        .isEqualTo(2);
    assertThat(out.toString())
        .contains("skipped: network namespaces cannot be had here")
        .contains("error: network namespaces cannot be had");
  }

  @Test
  void aReportOfNothing_saysThatNothingWasMeasured() {
    assertThat(command.execute("--report", "-o", folder.toString())).isZero();
    assertThat(out.toString()).contains("not measured: DenseNet169");
  }
}
