package org.scissionlite.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.scissionlite.profile.Timing;

class DemoTextTest {
  @Test
  void error_isBelowZeroWhereThePredictionIsTooLow() {
    Timing measured = new Timing(80_000_000, 90_000_000, 0, 20);
    assertThat(DemoText.error(60, measured)).isEqualTo("-25 %");
    assertThat(DemoText.error(80.1, measured)).isEqualTo("+0 %");
    assertThat(DemoText.error(100, measured)).isEqualTo("+25 %");
  }
}
