package org.scissionlite.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.evidence.ByteCounts;
import org.scissionlite.training.search.trial.SearchTrial;

class PictureVerdictTest {
  private static final SearchTrial CUT = trial("transform:step=0.7", 4875);

  private static SearchTrial trial(String spec, long bytes) {
    return new SearchTrial(
        spec, new ByteCounts(bytes, bytes, bytes, 400), new AnswerChanges(400, true, 380, 4, 1, 2));
  }

  @Test
  void pictureOfFewerBytes_isToBeSent() {
    PictureVerdict verdict = new PictureVerdict(CUT, Optional.of(trial("jpeg:q=40", 1206)));
    assertThat(verdict.isForThePicture()).isTrue();
    assertThat(verdict)
        .hasToString(
            "send the picture: fewer bytes; cut only for privacy or for the edge's load: jpeg:q=40 takes 1,206 bytes, 4.0 times fewer, within the same limit (0.25 points lost on the same images, with the cut 0.25)");
  }

  @Test
  void pictureOfMoreBytes_leavesTheCut() {
    PictureVerdict verdict = new PictureVerdict(CUT, Optional.of(trial("webp:q=60", 9750)));
    assertThat(verdict.isForThePicture()).isFalse();
    assertThat(verdict.toString())
        .contains("9,750 bytes as webp:q=60")
        .endsWith("2.0 times as many");
    assertThat(new PictureVerdict(CUT, Optional.empty()).toString()).contains("no rival");
  }
}
