package org.scissionlite.plan.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.ScissionLiteException;

class ServiceTimesFileTest {
  @TempDir private Path folder;

  private static ServiceTimesFile file(double requestMillis) {
    return new ServiceTimesFile(
        1,
        "net",
        "engine",
        1,
        2,
        2 * requestMillis,
        requestMillis,
        List.of(new MeasuredRuns.Size(1, List.of(3.0)), new MeasuredRuns.Size(4, List.of(9.0))));
  }

  private static double millis(ServiceTimesFile file, int batch) {
    return file.service().seconds(batch, new SplittableRandom(1)) * 1e3;
  }

  @Test
  void runAndEachOfItsRequests_takeTheirOwnTimeBesideTheEngine() {
    Path path = folder.resolve("times.json");
    file(0.5).write(path);
    ServiceTimesFile read = ServiceTimesFile.read(path);
    assertThat(millis(read, 1)).isCloseTo(4.5, Offset.offset(1e-9));
    assertThat(millis(read, 4)).isCloseTo(12, Offset.offset(1e-9));
  }

  @Test
  void fileThatDoesNotTell_countsTheRunsAlone() throws Exception {
    Path path = folder.resolve("times.json");
    Files.writeString(
        path,
        "{\"schemaVersion\":1,\"model\":\"net\",\"engine\":\"engine\",\"threads\":1,\"runs\":2,"
            + "\"sizes\":[{\"batch\":1,\"millis\":[3.0]}]}");
    assertThat(millis(ServiceTimesFile.read(path), 1)).isCloseTo(3, Offset.offset(1e-9));
  }

  @Test
  void negativeTime_isRefused() {
    assertThatThrownBy(() -> file(-1))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("expected runMillis of 0 or more, got -2.0");
  }
}
