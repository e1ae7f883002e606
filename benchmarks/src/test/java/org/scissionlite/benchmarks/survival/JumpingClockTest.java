package org.scissionlite.benchmarks.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process in Java sees of a clock that jumps. */
@Timeout(60)
class JumpingClockTest {
  private static final long YEAR = 31_536_000;

  @TempDir private Path folder;

  private record Look(long millis, long nanos) {
    static Look of(Writer question, BufferedReader answer) throws Exception {
      question.write("\n");
      question.flush();
      String[] numbers = answer.readLine().split(" ", -1);
      return new Look(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }
  }

  @Test
  void clockOfTheSystemJumps_andTheMonotonicOneGoesOn() throws Exception {
    Optional<JumpingClock> clock = JumpingClock.in(folder);
    assumeTrue(clock.isPresent(), "no C compiler for Linux is there");
    Process child = clock.get().seenBy(Site.program(Site.java(ClockChild.class))).start();
    try (Writer question = child.outputWriter();
        BufferedReader answer = child.inputReader()) {
      Look before = Look.of(question, answer);
      assertThat(before.millis() - System.currentTimeMillis()).isBetween(-60_000L, 60_000L);
      for (long seconds : new long[] {-YEAR, YEAR, 0}) {
        clock.get().moveTo(seconds);
        Look look = Look.of(question, answer);
        assertThat(look.millis() - before.millis())
            .isBetween(1000 * seconds, 1000 * seconds + 60_000);
        assertThat(look.nanos() - before.nanos()).isBetween(0L, 60_000_000_000L);
      }
    } finally {
      child.destroyForcibly();
    }
  }
}
