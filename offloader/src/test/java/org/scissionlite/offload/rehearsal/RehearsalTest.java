package org.scissionlite.offload.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
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
  void time_boundsIt_andNothingIsLeftBehind() throws IOException {
    Rehearsal.Outcome outcome =
        new Rehearsal(SmallModel.ENGINE, Duration.ZERO, Rehearsal.ENOUGH).run();
    assertThat(outcome.requests()).isZero();
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("scissionlite-rehearsal"));
    }
  }
}
