package org.scissionlite.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.benchmarks.FirstElement;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.plan.capacity.Arrivals.Pattern;
import org.scissionlite.plan.capacity.ServiceTimesFile;
import picocli.CommandLine;

/** The load test in short: nothing about speed is claimed. */
@Timeout(120)
class LoadTestTest {
  @TempDir private Path folder;

  @Test
  void devices_areAnsweredInBatchesAndThatIsWrittenDown() throws Exception {
    Bundle bundle =
        FirstElement.bundle(
            folder.resolve("bundle"),
            new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 64, 7, 7)));
    LoadRun.Extent extent =
        new LoadRun.Extent(0.2, 0.2, List.of(1, 12), List.of(0.3), Pattern.PERIODIC, 0, "");
    LoadReport report =
        new LoadRun(bundle, LoadTest.work(4, 1, 1, extent), extent, () -> {}).measure(folder);

    LoadReport.Closed many = report.closed().get(1);
    assertThat(many.measured().refused()).isZero();
    assertThat(many.measured().answers()).isPositive();
    assertThat(many.meanBatch()).isBetween(1.0, 4.0);
    assertThat(many.shares().ofTime()).isBetween(0.0001, 2.0);
    assertThat(many.shares().ofCpu()).isBetween(0.0001, 2.0);
    assertThat(many.shares().deviceMicros()).isPositive();
    assertThat(report.open().get(0).measured().p99Millis()).isPositive();
    assertThat(report.givingUp().answered()).isEqualTo(report.givingUp().kept());
    assertThat(report.text()).contains("holds: given up requests free their places");
    assertThat(folder.resolve("load.json")).isNotEmptyFile();
    assertThat(folder.resolve("load.png")).isNotEmptyFile();
    assertThat(ServiceTimesFile.read(folder.resolve("service-times.json")).times().meanSeconds(3))
        .isPositive();
  }

  @Test
  void costsOfRunsAndRequests_areToldApartByTheirBatches() {
    Beside beside =
        Beside.of(
            List.of(
                new Beside.Point(1, 0.00015),
                new Beside.Point(2, 0.0001),
                new Beside.Point(5, 0.00007)));
    assertThat(beside.run()).isCloseTo(0.0001, Offset.offset(1e-9));
    assertThat(beside.request()).isCloseTo(0.00005, Offset.offset(1e-9));
  }

  @Test
  void help_tellsDefaults() {
    StringWriter out = new StringWriter();
    int exitCode =
        new CommandLine(new LoadTest()).setOut(new PrintWriter(out, true)).execute("--help");
    assertThat(exitCode).isZero();
    assertThat(out.toString()).contains("--device-cores", "Default: 1,8,50,200");
  }
}
