package org.scissionlite.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class StandstillTest {
  private static final long STOPPED_NANOS = 300_000_000;

  /** A helper process stops this one for a while, as a debugger or a busy machine would. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void processThatIsStopped_knowsForHowLong() throws Exception {
    long self = ProcessHandle.current().pid();
    try (Standstill standstill = Standstill.watched()) {
      Process stopper =
          new ProcessBuilder(
                  "sh", "-c", "kill -STOP %d; sleep 0.3; kill -CONT %d".formatted(self, self))
              .start();
      assertThat(stopper.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(standstill.nanos()).isGreaterThanOrEqualTo(STOPPED_NANOS / 2);
    }
  }
}
