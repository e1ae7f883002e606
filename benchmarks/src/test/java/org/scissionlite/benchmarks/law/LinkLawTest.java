package org.scissionlite.benchmarks.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenth of the law's grid over a real link, where two network namespaces can be had. */
class LinkLawTest {
  private static final Path SHARED = Places.shared();

  @TempDir private Path folder;

  @BeforeAll
  static void needsTheTestbed() {
    Places.assumeTestbed();
  }

  /**
   * Three times what the law says, as a machine that tests is not quiet; ratios in one run hold.
   */
  @Test
  void predictionsHoldOnATenthOfTheGrid() throws Exception {
    LawReport report = LinkLaw.run(SHARED, folder, "tenth");
    assertThat(report.rows()).hasSize(72);
    assertThat(report.medianError())
        .as(report.text())
        .isLessThanOrEqualTo(3 * LawReport.MEDIAN_ERROR);
    assertThat(report.p95Error()).as(report.text()).isLessThanOrEqualTo(3 * LawReport.P95_ERROR);
    assertThat(report.paced().medianError())
        .as("after a pause the model of the window is nearer than ping + bytes / bandwidth")
        .isLessThan(report.paced().referenceMedianError());
    assertThat(Files.exists(folder.resolve("law.json"))).isTrue();
  }
}
