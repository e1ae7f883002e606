package org.scissionlite.benchmarks.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.benchmarks.experiment.Goals.Goal;
import org.scissionlite.evidence.AnswerChanges;

class GoalsTest {
  private static List<String> verdicts(Goals goals) {
    return goals.all().stream().map(Goal::verdict).toList();
  }

  @Test
  void theHeadline_isHeld() {
    Prediction fast =
        new Prediction(
            MadeUp.HEADLINE,
            List.of(
                MadeUp.predicted(Contender.DEVICE_ALONE, 920),
                MadeUp.predicted(Contender.OURS, 57)));
    Goals goals = new Goals(List.of(MadeUp.headline()), List.of(fast), List.of(MadeUp.accuracy()));
    assertThat(verdicts(goals)).containsExactly("yes", "yes", "yes", "yes", "yes", "no");
    assertThat(goals.all().get(0).found()).isEqualTo("5.0 times");
    assertThat(goals.all().get(1).found())
        .isEqualTo("0.40 points (95 % interval -1.51 to 2.30), on 250 images");
    assertThat(goals.all().get(5).found())
        .isEqualTo(
            "measured at 0 of 1 places, the largest is 15.3 times; predicted at 1 of 1 places, the"
                + " largest is 16.1 times");
  }

  @Test
  void aSlowChoice_missesWhatItShouldReach() {
    Cell slow =
        MadeUp.cell(
            MadeUp.HEADLINE,
            List.of(
                MadeUp.measured(Contender.DEVICE_ALONE, 920, 920, 0, 0),
                MadeUp.measured(Contender.EDGE_PIXELS, 120, 1, 30, 150_528),
                MadeUp.measured(Contender.SCISSION, 300, 10, 30, 634_800),
                MadeUp.measured(Contender.OURS, 125, 1, 30, 8_000)));
    SliceAccuracy bad =
        MadeUp.accuracy(
            "input", "transform:step=1.0", new AnswerChanges(250, true, 230, 20, 2, 13), false);
    Goals goals = new Goals(List.of(slow), List.of(), List.of(bad));
    assertThat(verdicts(goals)).containsExactly("no", "no", "no", "no", "no", "no");
    assertThat(goals.all().get(3).found())
        .isEqualTo("in 0 of 1 measured places; at the worst +4 %");
  }

  @Test
  void withoutTheHeadline_onlyWhatWasMeasuredIsJudged() {
    Place other = new Place("mobilenet", DeviceClass.TX2, LinkSetting.HEADLINE, 1_000);
    Cell cell = MadeUp.cell(other, MadeUp.headline().measured());
    assertThat(verdicts(new Goals(List.of(cell), List.of(), List.of())))
        .containsExactly("not measured", "not measured", "not measured", "yes", "yes", "no");
    assertThat(verdicts(new Goals(List.of(), List.of(), List.of()))).containsOnly("not measured");
  }

  @Test
  void theLimit_isOneRoundTripAndTheComputingOfTheChosenCut() {
    assertThat(Goals.limit(MadeUp.headline()).orElseThrow())
        .isCloseTo(920 / (27.4 + 30 + 1), within(1e-9));
  }

  @Test
  void whereTheDeviceAnswersAlone_thereIsNoLimit() {
    Measured alone = MadeUp.measured(Contender.DEVICE_ALONE, 9, 9, 0, 0);
    Cell cell = MadeUp.cell(MadeUp.HEADLINE, List.of(alone, alone.as(Contender.OURS)));
    assertThat(Goals.limit(cell)).isEmpty();
    assertThat(Goals.overBestRival(cell)).contains(1.0);
  }

  @Test
  void overhead_isOverWhatEnginesLinkAndBytesTake() {
    Measured ours = MadeUp.measured(Contender.OURS, 60, 1, 30, 7_500);
    assertThat(Goals.overhead(MadeUp.headline(), ours))
        .isCloseTo(60 / (1 + 27.4 + 1.0 + 30), within(1e-9));
  }

  @Test
  void overheadOfOurs_isToldBesideThatOfAll() {
    Cell cell =
        MadeUp.cell(
            MadeUp.HEADLINE,
            List.of(
                MadeUp.measured(Contender.EDGE_JPEG, 116.8, 0, 30, 7_500),
                MadeUp.measured(Contender.OURS, 60, 1, 30, 7_500)));
    Goal overhead = new Goals(List.of(cell), List.of(), List.of()).all().get(4);
    assertThat(overhead.held()).isFalse();
    assertThat(overhead.found())
        .isEqualTo(
            "in 1 of 2; the median is 1.01 times, the worst 2.00;"
                + " of ours in 1 of 1; the median is 1.01 times, the worst 1.01");
  }
}
