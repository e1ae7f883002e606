package org.scissionlite.benchmarks.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.benchmarks.law.Places;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;

/** Short forms of the law, with real processes that are killed. */
class SurvivalLawTest {
  private static final Path SHARED = Places.shared();

  /** In percent: a machine that tests is not quiet. */
  private static final int MOST_LATE_SHARE = 5;

  private static final int RUNS = 30;
  private static final int FEWEST_IMAGES = 30;

  @TempDir private static Path shared;
  private static Releases releases;

  /** What the whole model takes on this machine as busy as it is. */
  private static long wholeMillis;

  @TempDir private Path folder;

  @BeforeAll
  static void writeTheModelAndTimeIt() throws Exception {
    releases = SurvivalLaw.releasesIn(shared);
    SurvivalModel model = releases.model();
    Map<String, Tensor> picture = model.pictures().get(0);
    Bundle bundle = model.bundle();
    try (Session whole = bundle.open(bundle.manifest().wholeModel(), SurvivalModel.engine(), 1)) {
      long start = System.nanoTime();
      for (int i = 0; i < RUNS; i++) {
        whole.run(picture);
      }
      wholeMillis = (System.nanoTime() - start) / RUNS / 1_000_000;
    }
  }

  /**
   * Images for so long, as many as a device can compute by itself here, which takes a quarter of
   * its time at most.
   */
  private static SurvivalPlan plan(
      Duration length, long calmMillis, long longestMillis, Fault.Kind... first) {
    long seed = System.nanoTime() % 1_000_000;
    long interval = Math.max(50, 4 * wholeMillis);
    System.out.println("survival: seed " + seed + ", an image every " + interval + " ms");
    return new SurvivalPlan(
        Math.max(FEWEST_IMAGES, (int) (length.toMillis() / interval)),
        Duration.ofMillis(interval),
        Duration.ofMillis(12 * interval),
        Duration.ofMillis(calmMillis),
        Duration.ofMillis(100),
        Duration.ofMillis(longestMillis),
        seed,
        List.of(first));
  }

  private void assertHolds(SurvivalReport report, int faults) {
    assertThat(report.lost()).as(report.text()).isEmpty();
    assertThat(report.repeated()).as(report.text()).isEmpty();
    assertThat(report.wrong()).as(report.text()).isEmpty();
    assertThat(report.unmet()).as(report.text()).isEmpty();
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
    SurvivalPlan plan =
        plan(Duration.ofSeconds(12), 500, 1500, Fault.Kind.DOWNLOAD_DAMAGED, Fault.Kind.DISK_FULL);
    try (Site site = LoopbackSite.open()) {
      SurvivalReport report = SurvivalLaw.run(plan, site, releases, folder);
      assertHolds(report, 3);
      assertThat(report.faults())
          .extracting(SurvivalReport.ShownFault::kind)
          .contains(Fault.Kind.DOWNLOAD_DAMAGED);
      assertThat(report.newVersions()).as(report.text()).isPositive();
    }
  }

  @Test
  void overARealLink_noImageIsLostOrWrongAndHardlyAnyLate() throws Exception {
    Places.assumeTestbed();
    try (Site site = TestbedSite.open(SHARED.resolve("testbed/link"))) {
      SurvivalPlan plan = plan(Duration.ofSeconds(14), 700, 1500);
      assertHolds(SurvivalLaw.run(plan, site, releases, folder), 3);
    }
  }
}
