package org.scissionlite.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;

class LossTest {
  @Test
  void interval_isThatOfTheMatchedPairs() {
    Loss loss = new AnswerChanges(650, true, 500, 20, 4, 10).loss(ImageUse.TEST);
    assertThat(loss.share()).isCloseTo(0.0092, within(5e-5));
    assertThat(loss.low()).isCloseTo(-0.0024, within(5e-5));
    assertThat(loss.high()).isCloseTo(0.0208, within(5e-5));
    assertThat(loss).hasToString("0.9 % (-0.2 to 2.1 on 650)");
    assertThat(Loss.NONE).hasToString("none");
    assertThat(Loss.exactly(0.02)).hasToString("2.0 %");
  }

  @Test
  void lossesOfTwoLayers_addUpAndStandOnTheFewerImages() {
    Loss first = new AnswerChanges(100, true, 90, 4, 0, 2).loss(ImageUse.TEST);
    Loss second = new AnswerChanges(50, true, 40, 4, 1, 2).loss(ImageUse.CHOICE);
    Loss both = first.and(second);
    assertThat(both.share()).isCloseTo(0.04, within(1e-12));
    assertThat(both.high()).isCloseTo(first.high() + second.high(), within(1e-12));
    assertThat(both.images()).isEqualTo(50);
    assertThat(both.use()).isEqualTo(ImageUse.CHOICE);
    assertThat(Loss.NONE.and(first)).isEqualTo(first);
  }

  @Test
  void gain_countsAsNoLoss() {
    Loss gained = new AnswerChanges(100, true, 93, 4, 3, 0).loss(ImageUse.TEST);
    assertThat(gained.share()).isNegative();
    assertThat(gained.counted()).isZero();
  }

  @Test
  void timesMoreImages_staysPossible() {
    for (int others : new int[] {1, 7, 99, 100, 101, 12_345}) {
      for (int lost = 0; lost < 9; lost++) {
        AnswerChanges some = new AnswerChanges(100, true, 100 - lost - 3, lost + 4, 1, lost);
        assertThat(some.times(others).images()).isEqualTo(others);
        assertThat(some.times(others).lost() * 100L).isGreaterThanOrEqualTo((long) lost * others);
      }
    }
    assertThat(AnswerChanges.unlabelled(3, 1).times(9)).isEqualTo(AnswerChanges.unlabelled(9, 3));
  }

  @Test
  void countsThatCannotBe_areRefused() {
    assertThatThrownBy(() -> new AnswerChanges(10, true, 11, 0, 0, 0))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new AnswerChanges(10, true, 5, 3, 2, 2))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new ByteCounts(Double.NaN, 1, 1, 1))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new ByteCounts(5, 9, 8, 1)).isInstanceOf(UsageException.class);
  }
}
