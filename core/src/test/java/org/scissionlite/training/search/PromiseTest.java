package org.scissionlite.training.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.Trials;

class PromiseTest {
  private static final Promise PROMISE = new Promise(ConfirmationRisk.ONE_IN_20);

  @Test
  void labels_makeFewerImagesDo() {
    SearchTrial labelled = Trials.predicted(300, 2, 3, 6, 0.002);
    assertThat(PROMISE.countedPoints(labelled)).isGreaterThan(1.5);
    assertThat(PROMISE.points(labelled)).isLessThan(1);
    assertThat(PROMISE.holds(labelled, 1)).isTrue();
  }

  @Test
  void marginsThatTellOfLosses_areNotOverruledByLuck() {
    SearchTrial lucky = Trials.predicted(100, 5, 0, 9, 0.03);
    assertThat(lucky.dropPoints()).isNegative();
    assertThat(lucky.expectedDropPoints()).isPositive();
    assertThat(PROMISE.holds(lucky, 1)).isFalse();
  }

  @Test
  void manyLabelsThatAreLost_overruleTheMargins() {
    SearchTrial lost = Trials.predicted(20_000, 100, 500, 700, 0.004);
    assertThat(lost.expectedDropPoints()).isGreaterThan(1);
    assertThat(PROMISE.holds(lost, 1)).isFalse();
  }

  @Test
  void withoutLabels_onlyCountsShowAnything() {
    assertThat(PROMISE.points(Trials.unlabelled(299, 0)))
        .isEqualTo(PROMISE.countedPoints(Trials.unlabelled(299, 0)));
    assertThat(PROMISE.holds(Trials.unlabelled(298, 0), 1)).isFalse();
    assertThat(PROMISE.holds(Trials.unlabelled(299, 0), 1)).isTrue();
  }

  @Test
  void boundAndDecision_agree() {
    for (int lost = 0; lost < 9; lost++) {
      for (double predicted : new double[] {0, 0.001, 0.003, 0.01}) {
        SearchTrial trial = Trials.predicted(400, 1, lost, 10, predicted);
        assertThat(PROMISE.holds(trial, PROMISE.points(trial) + 1e-6)).isTrue();
        assertThat(PROMISE.holds(trial, PROMISE.points(trial) - 1e-6)).isFalse();
      }
    }
  }

  @Test
  void fewestImages_areThoseThatCanShowTheDrop() {
    assertThat(PROMISE.fewestImages(1, false)).isEqualTo(299);
    int fewest = PROMISE.fewestImages(1, true);
    assertThat(fewest).isLessThan(100);
    assertThat(PROMISE.smallestDrop(fewest, true)).isLessThanOrEqualTo(1);
    assertThat(PROMISE.holds(Trials.predicted(fewest - 1, 0, 0, 0, 0), 0.5)).isFalse();
  }

  @Test
  void imagesNeeded_wouldBeEnough() {
    SearchTrial trial = Trials.predicted(300, 4, 5, 20, 0.006);
    assertThat(PROMISE.holds(trial, 1)).isFalse();
    int needed = Math.toIntExact(PROMISE.imagesNeeded(trial, 1).orElseThrow());
    assertThat(PROMISE.holds(trial.times(needed), 1)).isTrue();
    assertThat(PROMISE.holds(trial.times(needed / 2), 1)).isFalse();
    assertThat(PROMISE.imagesNeeded(Trials.predicted(300, 0, 9, 20, 0.03), 1))
        .isEqualTo(OptionalLong.empty());
  }
}
