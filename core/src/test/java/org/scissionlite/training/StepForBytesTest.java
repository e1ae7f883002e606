package org.scissionlite.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class StepForBytesTest {
  private static final double FINEST = 0.016;
  private static final double COARSEST = 64;

  @Test
  void bytesThatFallWithTheStep_giveTheFinestOneWithinTheGoal() {
    for (int goal = 16; goal < 980; goal += 7) {
      double step = StepForBytes.finest(StepForBytesTest::falling, goal);
      assertThat(falling(step)).as("goal %d", goal).isLessThanOrEqualTo(goal);
      assertThat(falling(step - 0.001)).as("goal %d", goal).isGreaterThan(goal);
    }
  }

  @Test
  void bytesThatNowAndThenGrow_areNeverAboveTheGoal() {
    for (int seed = 0; seed < 200; seed++) {
      DoubleUnaryOperator bumpy = bumpy(seed);
      double goal = 20 + 4 * seed;
      double step = StepForBytes.finest(bumpy, goal);
      assertThat(step).isBetween(FINEST, COARSEST);
      assertThat(bumpy.applyAsDouble(step)).as("seed %d", seed).isLessThanOrEqualTo(goal);
    }
  }

  /** Up to a tenth more or less than a falling function, another at every step. */
  private static DoubleUnaryOperator bumpy(int seed) {
    return step -> {
      Random random = new Random(31L * seed + Math.round(step * 1000));
      return falling(step) * (0.9 + 0.2 * random.nextDouble());
    };
  }

  private static double falling(double step) {
    return 1000 / (1 + step);
  }

  @Test
  void goalsOutOfReach_giveTheEnds() {
    assertThat(StepForBytes.finest(StepForBytesTest::falling, 1)).isEqualTo(COARSEST);
    assertThat(StepForBytes.finest(StepForBytesTest::falling, 5000)).isEqualTo(FINEST);
  }
}
