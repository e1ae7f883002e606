package org.scissionlite.training.search.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.file.Json;

class SearchTrialTest {
  @ParameterizedTest
  @CsvSource({"0,3,12,2.00", "0,0,12,1.25", "3,0,12,1.25", "0,0,0,0", "0,12,12,4.25"})
  void expectedDrop_weighsChangedAnswersAgainstTheMeasuredDrop(
      int won, int lost, int changed, double expected) {
    assertThat(labelled(150, won, lost, changed).expectedDropPoints())
        .isCloseTo(expected, within(0.005));
  }

  @Test
  void withoutLabels_theExpectedDropIsTheShareThatChanged() {
    for (int images = 1; images <= 450; images++) {
      for (int changed = 0; changed <= images; changed++) {
        SearchTrial trial = unlabelled(images, changed);
        assertThat(trial.expectedDropPoints()).isEqualTo(100.0 * changed / images);
        assertThat(trial.expectedDropPoints()).isEqualTo(trial.dropPoints());
      }
    }
  }

  @Test
  void expectedDrop_growsWithEveryCountAndNeverJumps() {
    int images = 60;
    double onePoint = 100.0 / images;
    for (int changed = 0; changed < images; changed++) {
      for (int lost = 0; lost <= changed; lost++) {
        for (int won = 0; won + lost <= changed; won++) {
          double now = labelled(images, won, lost, changed).expectedDropPoints();
          double oneMoreChanged = labelled(images, won, lost, changed + 1).expectedDropPoints();
          double oneMoreLost = labelled(images, won, lost + 1, changed + 1).expectedDropPoints();
          double oneMoreWon = labelled(images, won + 1, lost, changed + 1).expectedDropPoints();
          assertThat(now).isBetween(0.0, changed * onePoint);
          assertThat(oneMoreChanged).isBetween(now, now + onePoint);
          assertThat(oneMoreLost).isBetween(oneMoreChanged, now + 2 * onePoint);
          assertThat(oneMoreWon).isBetween(now - onePoint, oneMoreChanged);
        }
      }
    }
  }

  @Test
  void impossibleCounts_areRefused() {
    assertThatThrownBy(() -> labelled(10, 3, 3, 5)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> labelled(10, 0, 0, 11)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new AnswerChanges(10, false, 9, 2, 0, 1))
        .hasMessage("10 answers without labels cannot be 9 right, 2 changed, 0 won and 1 lost");
  }

  @Test
  void jsonHoldsTheDrop_andIsReadBack(@TempDir Path folder) {
    SearchTrial trial = labelled(150, 0, 3, 12);
    Json.write(folder.resolve("trial.json"), trial);
    assertThat(Json.text(trial)).contains("\"dropPoints\" : 2.0");
    assertThat(Json.read(folder.resolve("trial.json"), SearchTrial.class, "trial"))
        .isEqualTo(trial);
  }

  private static SearchTrial labelled(int images, int won, int lost, int changed) {
    return Trials.labelled(images, won, lost, changed);
  }

  private static SearchTrial unlabelled(int images, int changed) {
    return Trials.unlabelled(images, changed);
  }
}
