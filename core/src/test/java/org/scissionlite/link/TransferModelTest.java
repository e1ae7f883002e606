package org.scissionlite.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.error.UsageException;

class TransferModelTest {
  private static final Link WIFI = new Link(27.4, 60);

  /** Measured over a CUBIC connection that had been idle for a second. */
  @ParameterizedTest
  @CsvSource({"158828, 114, 124", "40000, 58, 71", "14000, 29, 33"})
  void afterIdle_meetsWhatWasMeasured(long bytes, double leastMillis, double mostMillis) {
    double millis = TransferModel.AFTER_IDLE.transferNanos(WIFI, new Message(bytes, 0)) / 1e6;
    assertThat(millis).isBetween(leastMillis, mostMillis);
  }

  @Test
  void steady_isPingAndBytesOverBandwidth() {
    assertThat(TransferModel.STEADY.transferNanos(WIFI, new Message(158_828, 0)))
        .isEqualTo(48_577_067L);
  }

  @Test
  void afterIdle_isNeverFasterAndGrowsWithBytesAndShrinksWithBandwidth() {
    long previous = 0;
    for (long bytes = 0; bytes < 3_000_000; bytes += 7_919) {
      long nanos = TransferModel.AFTER_IDLE.transferNanos(WIFI, new Message(bytes, 0));
      assertThat(nanos)
          .isGreaterThanOrEqualTo(TransferModel.STEADY.transferNanos(WIFI, new Message(bytes, 0)));
      assertThat(nanos).isGreaterThanOrEqualTo(previous);
      Link slower = WIFI.withMegabitsPerSecond(30);
      assertThat(TransferModel.AFTER_IDLE.transferNanos(slower, new Message(bytes, 0)))
          .isGreaterThanOrEqualTo(nanos);
      previous = nanos;
    }
  }

  @Test
  void withoutDelay_bothModelsAgree() {
    Link cable = new Link(0, 1000);
    assertThat(TransferModel.AFTER_IDLE.transferNanos(cable, new Message(1_000_000, 0)))
        .isEqualTo(TransferModel.STEADY.transferNanos(cable, new Message(1_000_000, 0)));
  }

  @Test
  void unknownName_listsTheValidOnes() {
    assertThat(TransferModel.named("steady")).isEqualTo(TransferModel.STEADY);
    assertThatThrownBy(() -> TransferModel.named("stedy"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("steady, after-idle");
  }
}
