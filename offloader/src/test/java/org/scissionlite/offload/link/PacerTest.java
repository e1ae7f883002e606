package org.scissionlite.offload.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.UsageException;

class PacerTest {
  private static final long MILLI = 1_000_000;

  private final AtomicLong now = new AtomicLong(5 * MILLI);
  private final Pacer pacer =
      new Pacer(new LinkConditions(8, Duration.ofMillis(20)), now::get); // 1,000 bytes a ms

  @Test
  void bytes_enterAtTheRateAndLeaveAfterHalfTheRoundTrip() throws Exception {
    assertThat(pacer.send(2000).dueNanos()).isEqualTo((5 + 2 + 10) * MILLI);
    assertThat(pacer.send(3000).dueNanos()).isEqualTo((5 + 2 + 3 + 10) * MILLI);
  }

  @Test
  void idleTime_isNotSavedUp() throws Exception {
    pacer.send(2000);
    now.addAndGet(100 * MILLI);
    assertThat(pacer.send(1000).dueNanos()).isEqualTo((105 + 1 + 10) * MILLI);
  }

  @Test
  void lateSender_losesNothing() throws Exception {
    pacer.send(10_000);
    now.addAndGet(9 * MILLI); // asked to come back after 6 ms, came after 9
    assertThat(pacer.send(1000).dueNanos()).isEqualTo((5 + 10 + 1 + 10) * MILLI);
  }

  @Test
  void sender_mustWaitWhileTheBacklogIsLong() throws Exception {
    assertThat(pacer.send(3000).waitNanos()).isZero();
    assertThat(pacer.send(7000).waitNanos()).isEqualTo(6 * MILLI);
  }

  @Test
  void newConditions_holdForWhatIsSentNext() throws Exception {
    pacer.send(2000);
    pacer.set(new LinkConditions(80, Duration.ofMillis(2)));
    assertThat(pacer.send(10_000).dueNanos()).isEqualTo((5 + 2 + 1 + 1) * MILLI);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void impossibleRate_isRefused(double rate) {
    assertThatThrownBy(() -> new LinkConditions(rate, Duration.ZERO))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Mbit/s");
  }
}
