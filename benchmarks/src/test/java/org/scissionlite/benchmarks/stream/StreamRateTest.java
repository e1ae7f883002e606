package org.scissionlite.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.benchmarks.law.Places;

/** The rate of a stream over a real link, where two network namespaces can be had. */
class StreamRateTest {
  private static final Path SHARED = Places.shared();

  @TempDir private Path folder;

  @BeforeAll
  static void needsTheTestbed() {
    Places.assumeTestbed();
  }

  /** Over a far link an image by itself waits most of its time, which a stream makes use of. */
  @Test
  void streamOverAFarLink_answersFarMoreThanOneAfterAnother() throws Exception {
    RateReport report = StreamRate.run(SHARED, folder, List.of(new StreamRate.Link(60, 100)), 25);
    assertThat(report.rows()).hasSize(3);
    for (RateRow row : report.rows()) {
      assertThat(row.imagesPerSecond())
          .as(report.text())
          .isGreaterThan(1.5 * 1000 / row.singleMillis());
    }
    assertThat(folder.resolve("stream.json")).exists();
  }
}
