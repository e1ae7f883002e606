package org.scissionlite.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;

class PairedDifferenceTest {
  @Test
  void workedExample_650Images4Won10Lost() {
    PairedDifference difference = PairedDifference.of(650, 4, 10);

    // shift -6/652 = -0.00920; spread 15/652 - shift^2 = 0.02292; half 1.96 sqrt(0.02292/652)
    assertThat(difference.points()).isCloseTo(-0.923, within(0.001));
    assertThat(difference.low()).isCloseTo(-2.082, within(0.001));
    assertThat(difference.high()).isCloseTo(0.242, within(0.001));
  }

  @Test
  void equalAnswers_stillLeaveAnInterval() {
    PairedDifference difference = PairedDifference.of(650, 0, 0);

    assertThat(difference.points()).isZero();
    assertThat(difference.low()).isNegative();
    assertThat(difference.high()).isEqualTo(-difference.low()).isLessThan(0.5);
  }

  @Test
  void oneImage_provesNothing() {
    PairedDifference difference = PairedDifference.of(1, 0, 1);

    assertThat(difference.points()).isEqualTo(-100);
    assertThat(difference.low()).isEqualTo(-100);
    assertThat(difference.high()).isPositive();
  }

  @Test
  void impossibleCounts_areRefused() {
    assertThatThrownBy(() -> PairedDifference.of(10, 6, 5)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> PairedDifference.of(0, 0, 0)).isInstanceOf(UsageException.class);
  }

  @Test
  void interval_holdsTheTruthIn95Of100Experiments() {
    SplittableRandom random = new SplittableRandom(3);
    double truth = 100 * (0.02 - 0.04);
    int held = 0;
    for (int experiment = 0; experiment < 2000; experiment++) {
      int won = 0;
      int lost = 0;
      for (int i = 0; i < 650; i++) {
        double draw = random.nextDouble();
        won += draw < 0.02 ? 1 : 0;
        lost += draw >= 0.02 && draw < 0.06 ? 1 : 0;
      }
      PairedDifference found = PairedDifference.of(650, won, lost);
      held += found.low() <= truth && truth <= found.high() ? 1 : 0;
    }

    assertThat(held / 2000.0).isBetween(0.935, 0.97);
  }
}
