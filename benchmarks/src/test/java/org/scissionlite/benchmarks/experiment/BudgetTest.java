package org.scissionlite.benchmarks.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;

class BudgetTest {
  @Test
  void aBudget_isUsedOnceItsTimeHasPassed() {
    AtomicLong now = new AtomicLong(-5);
    Budget budget = Budget.of(Duration.ofMinutes(1), now::get);
    now.addAndGet(59_999_999_999L);
    assertThat(budget.isUsed()).isFalse();
    now.incrementAndGet();
    assertThat(budget.isUsed()).isTrue();
  }

  @Test
  void aDevice_isAsMuchSlowerAsDenseNetSays() {
    assertThat(DeviceClass.named("tx2").slowdown(taking(57.5))).isEqualTo(16);
    assertThat(DeviceClass.named("tx2").quota(taking(57.5))).isEqualTo(12.8);
    assertThat(DeviceClass.FAST.slowdown(taking(57.5))).isEqualTo(1);
    assertThat(DeviceClass.TX2.slowdown(taking(2_000))).isEqualTo(1);
    assertThat(DeviceClass.FAST.quota(taking(57.5))).isEqualTo(1);
    assertThatThrownBy(() -> DeviceClass.named("tx3"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("tx2");
  }

  @Test
  void quantiles_areValuesThatCame() {
    Measured measured =
        new Measured(
            Contender.OURS,
            "input",
            "none",
            IntStream.rangeClosed(1, 20)
                .mapToObj(i -> new Measured.Image(i, 0, 0, 0, 0, 10L * i, 1_000, 500))
                .toList());
    assertThat(measured.median()).isEqualTo(10);
    assertThat(measured.p95()).isEqualTo(19);
    assertThat(measured.bytes()).isEqualTo(100);
    assertThat(measured.deviceCpuSeconds()).isEqualTo(1);
    assertThat(measured.edgeCpuSeconds()).isEqualTo(0.5);
  }

  private static MachineFacts taking(double densenet169Millis) {
    return new MachineFacts("a processor", 2, "an OS", "17", densenet169Millis, 1.25);
  }
}
