package org.scissionlite.offload.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.scissionlite.offload.SmallModel;

class RehearsalTest {
  @Test
  void requests_areRunAndTheirCodeGetsFaster() {
    Rehearsal.Outcome outcome = new Rehearsal(SmallModel.ENGINE, Duration.ofSeconds(60), 600).run();
    assertThat(outcome.requests()).isEqualTo(600);
    assertThat(outcome.lastNanos()).isPositive().isLessThan(outcome.nanos());
    assertThat(outcome.firstNanos()).isPositive().isLessThan(outcome.nanos());
  }

  @Test
  void time_boundsIt() {
    Rehearsal.Outcome outcome =
        new Rehearsal(SmallModel.ENGINE, Duration.ZERO, Rehearsal.ENOUGH).run();
    assertThat(outcome.requests()).isZero();
  }
}
