package org.scissionlite.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CountdownTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Countdown countdown = new Countdown(nanos::get);

  private double after(double seconds, double done, double total) {
    nanos.addAndGet(Math.round(seconds * 1e9));
    return countdown.secondsLeft(done, total);
  }

  @Test
  void evenWork_countsDownWithTheClock() {
    for (int done = 1; done <= 10; done++) {
      assertThat(after(2, done, 10)).isCloseTo(2.0 * (10 - done), within(1e-9));
    }
  }

  @Test
  void newTotal_isFollowedByAQuarterOfTheWay() {
    assertThat(after(10, 10, 60)).isCloseTo(50, within(1e-9));
    assertThat(after(1, 11, 22)).isCloseTo(49 - 0.25 * (49 - 11), within(1e-9));
    assertThat(after(1, 12, 100)).isCloseTo(38.5 + 0.25 * (88 - 38.5), within(1e-9));
  }

  @Test
  void nothingIsLeft_isNeverLessThanNothing() {
    after(1, 1, 2);
    assertThat(after(100, 5, 3)).isZero();
  }
}
