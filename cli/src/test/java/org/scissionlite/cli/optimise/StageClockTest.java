package org.scissionlite.cli.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StageClockTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong();
  private final StageClock clock = new StageClock(now::get);

  @Test
  void timeLeft_goesOnAsSoFarAfterTheFirstTrial() {
    clock.begin();
    assertThat(clock.left(1, 11, 0)).isEmpty();
    now.addAndGet(2 * SECOND);
    assertThat(clock.left(2, 11, 0)).isEqualTo("18 s left");
  }

  /** Its trials are counted from 1 again, so none of it is done yet. */
  @Test
  void anotherKindOfLayerInAStage_beginsAnew() {
    clock.begin();
    for (int trial = 1; trial <= 7; trial++) {
      now.addAndGet(SECOND);
      assertThat(clock.left(trial, 19, 0)).doesNotContain("Infinity");
    }
    assertThat(clock.left(7, 19, 0)).isEmpty();
    now.addAndGet(SECOND);
    assertThat(clock.left(1, 5, 0)).isEmpty();
    now.addAndGet(SECOND);
    assertThat(clock.left(2, 5, 0)).isEqualTo("3 s left");
  }
}
