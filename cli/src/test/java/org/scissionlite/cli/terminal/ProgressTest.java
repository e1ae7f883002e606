package org.scissionlite.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<String> told = new ArrayList<>();
  private long now = 7 * SECOND;

  @Test
  void everyFiveSeconds_shareAndTimeLeftAreTold() {
    Progress progress = new Progress("images", 1_000, told::add, () -> now);
    for (int done = 1; done <= 100; done++) {
      now += SECOND / 10;
      progress.accept(done);
    }
    assertThat(told)
        .containsExactly("50 of 1,000 images, 96 s left", "100 of 1,000 images, 91 s left");
  }

  @Test
  void theLastOne_isNotTold() {
    Progress progress = new Progress("images", 3, told::add, () -> now);
    now += 60 * SECOND;
    progress.accept(3);
    assertThat(told).isEmpty();
  }
}
