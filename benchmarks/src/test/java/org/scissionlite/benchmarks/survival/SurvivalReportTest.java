package org.scissionlite.benchmarks.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.benchmarks.survival.AnswerLog.By;
import org.scissionlite.benchmarks.survival.AnswerLog.Entry;
import org.scissionlite.model.Tensor;

/** The law is broken by every fault that it is there to find. */
class SurvivalReportTest {
  private static final SurvivalPlan PLAN =
      new SurvivalPlan(
          8,
          Duration.ofMillis(50),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          7,
          List.of());

  @TempDir private static Path folder;

  private static SurvivalModel model;
  private static List<Tensor> slices;
  private static List<Tensor> whole;

  @BeforeAll
  static void writeModel() {
    model = Releases.into(folder.resolve("bundle")).model();
    slices = model.sliceAnswers();
    whole = model.wholeAnswers();
  }

  private static List<Entry> right() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < PLAN.images(); i++) {
      entries.add(entry(i, slices.get(i), By.EDGE, 100));
    }
    return entries;
  }

  private static Entry entry(int image, Tensor output, By by, int millis) {
    List<Float> values = new ArrayList<>();
    FloatBuffer floats = output.floats();
    while (floats.hasRemaining()) {
      values.add(floats.get());
    }
    return new Entry(image, 1000L + image, millis * 1_000_000L, by, values);
  }

  private static SurvivalReport report(List<Entry> entries) {
    return SurvivalReport.of(PLAN, model, entries, List.of(), List.of());
  }

  private static SurvivalReport with(Entry changed) {
    List<Entry> entries = right();
    entries.set(3, changed);
    return report(entries);
  }

  @Test
  void rightAnswers_keepTheLaw() {
    assertThat(report(right()).holds()).isTrue();
    assertThat(with(entry(3, whole.get(3), By.WHOLE_MODEL, 550)).holds()).isTrue();
  }

  @Test
  void answerOfAnotherImage_isWrong() {
    assertThat(with(entry(3, slices.get(4), By.EDGE, 100)).wrong()).containsExactly(3);
  }

  @Test
  void answerOfTheOtherModel_isWrong() {
    assertThat(with(entry(3, whole.get(3), By.EDGE_SLICE, 100)).wrong()).containsExactly(3);
    assertThat(with(entry(3, slices.get(3), By.WHOLE_MODEL, 100)).wrong()).containsExactly(3);
  }

  @Test
  void answerThatIsTooLate_isLate() {
    assertThat(with(entry(3, slices.get(3), By.EDGE, 551)).late()).containsExactly(3);
  }

  @Test
  void errorAndMissingAnswer_areLost() {
    assertThat(with(new Entry(3, 0, 0, By.ERROR, List.of())).lost()).containsExactly(3);
    assertThat(report(right().subList(0, 7)).lost()).containsExactly(7);
  }

  @Test
  void imageWithTwoAnswers_isSaid() {
    List<Entry> entries = right();
    entries.add(entries.get(5));
    assertThat(report(entries).repeated()).containsExactly(5);
  }

  @Test
  void faultOfWhichTheDeviceToldNothing_isSaid() {
    List<Fault> faults =
        List.of(
            new Fault(Fault.Kind.DISK_FULL, 1, 2),
            new Fault(Fault.Kind.DOWNLOAD_DAMAGED, 2, 3),
            new Fault(Fault.Kind.LINK_CUT, 3, 4));
    List<String> news = List.of("cannot keep bundle 'parts' in cache", News.CHANGE + " 2");
    SurvivalReport report = SurvivalReport.of(PLAN, model, right(), faults, news);
    assertThat(report.unmet()).containsExactly(Fault.Kind.DOWNLOAD_DAMAGED);
    assertThat(report.newVersions()).isOne();
    assertThat(report.holds()).isFalse();
    assertThat(report.text()).contains("download damaged: 1 times, 0.0 s in all, and the device");
  }

  @Test
  void lineThatWasHalfWrittenWhenTheDeviceDied_isWrittenAgain() throws Exception {
    Path log = folder.resolve("answers.txt");
    try (AnswerLog answers = AnswerLog.open(log)) {
      answers.failed(0);
    }
    Files.writeString(log, "1 17 5 EDG", StandardOpenOption.APPEND);
    assertThat(AnswerLog.missing(AnswerLog.read(log), 3)).containsExactly(1, 2);
    try (AnswerLog answers = AnswerLog.open(log)) {
      answers.failed(1);
    }
    assertThat(AnswerLog.read(log)).extracting(Entry::image).containsExactly(0, 1);
  }
}
