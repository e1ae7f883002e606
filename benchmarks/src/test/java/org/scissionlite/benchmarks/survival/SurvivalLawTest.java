package org.scissionlite.benchmarks.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.benchmarks.law.Places;

/** Short forms of the law, with real processes that are killed. */
class SurvivalLawTest {
  private static final Path SHARED = Places.shared();

  private static final Duration DEADLINE = Duration.ofMillis(600);

  /** In percent: a machine that tests is not quiet. */
  private static final int MOST_LATE_SHARE = 5;

  @TempDir private Path folder;

  private static SurvivalPlan plan(int images, long calmMillis, long longestMillis) {
    long seed = System.nanoTime() % 1_000_000;
    System.out.println("survival: seed " + seed);
    return new SurvivalPlan(
        images,
        Duration.ofMillis(50),
        DEADLINE,
        Duration.ofMillis(calmMillis),
        Duration.ofMillis(100),
        Duration.ofMillis(longestMillis),
        seed);
  }

  private void assertHolds(SurvivalReport report, int faults) {
    assertThat(report.lost()).as(report.text()).isEmpty();
    assertThat(report.repeated()).as(report.text()).isEmpty();
    assertThat(report.wrong()).as(report.text()).isEmpty();
    assertThat(report.late().size())
        .as(report.text())
        .isLessThanOrEqualTo(MOST_LATE_SHARE * report.images() / 100);
    assertThat(report.faults()).as(report.text()).hasSizeGreaterThanOrEqualTo(faults);
    assertThat(report.answeredBy())
        .as(report.text())
        .containsKeys(AnswerLog.By.EDGE, AnswerLog.By.EDGE_SLICE);
    assertThat(folder.resolve("survival.json")).isNotEmptyFile();
    assertThat(folder.resolve("survival.png")).isNotEmptyFile();
  }

  @Test
  void onLoopback_noImageIsLostOrWrongAndHardlyAnyLate() throws Exception {
    try (Site site = LoopbackSite.open()) {
      assertHolds(SurvivalLaw.run(plan(160, 500, 1500), site, folder), 4);
    }
  }

  @Test
  void overARealLink_noImageIsLostOrWrongAndHardlyAnyLate() throws Exception {
    Places.assumeTestbed();
    try (Site site = TestbedSite.open(SHARED.resolve("testbed/link"))) {
      assertHolds(SurvivalLaw.run(plan(800, 2000, 3000), site, folder), 5);
    }
  }
}
