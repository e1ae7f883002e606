package org.scissionlite.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.benchmarks.FirstElement;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.plan.capacity.ServiceTimesFile;

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
    LoadTest.Extent extent = new LoadTest.Extent(0.2, List.of(1, 12), List.of(0.3), 0);
    LoadReport report = new LoadTest(bundle, LoadTest.work(4, 1, 1, extent), extent).run(folder);

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
}
