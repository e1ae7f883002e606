package org.scissionlite.training.search.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.file.Json;

class SearchTrialTest {
  @Test
  void fewImages_goByTheMargins_andManyByTheLabels() {
    SearchTrial few = Trials.predicted(100, 0, 3, 5, 0.005);
    assertThat(few.dropPoints()).isEqualTo(3);
    assertThat(few.expectedDropPoints()).isBetween(0.5, 1.5);
    SearchTrial many = Trials.predicted(100_000, 0, 3000, 5000, 0.005);
    assertThat(many.expectedDropPoints()).isBetween(2.0, 3.0);
    assertThat(many.expectedDrop().deviation()).isLessThan(few.expectedDrop().deviation());
  }

  @Test
  void withoutLabels_theExpectedDropLiesNearTheShareThatChanged() {
    for (int images = 1; images <= 450; images += 7) {
      for (int changed = 0; changed <= images; changed++) {
        SearchTrial trial = Trials.unlabelled(images, changed);
        assertThat(trial.dropPoints()).isEqualTo(100.0 * changed / images);
        assertThat(trial.expectedDropPoints()).isBetween(0.0, 100.0);
      }
    }
  }

  @Test
  void expectedDrop_growsWithWhatIsLostAndShrinksWithWhatIsWon() {
    int images = 60;
    for (int lost = 0; lost < 30; lost++) {
      for (int won = 0; won + lost < 30; won++) {
        double now = labelled(images, won, lost, 31).expectedDropPoints();
        assertThat(labelled(images, won, lost + 1, 31).expectedDropPoints())
            .isGreaterThanOrEqualTo(now);
        assertThat(labelled(images, won + 1, lost, 31).expectedDropPoints())
            .isLessThanOrEqualTo(now);
        assertThat(now).isBetween(0.0, 100.0);
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
}
