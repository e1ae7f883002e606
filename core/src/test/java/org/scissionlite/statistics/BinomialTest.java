package org.scissionlite.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BinomialTest {
  @Test
  void workedExamples() {
    assertThat(Binomial.atMost(0, 299, 0.01)).isCloseTo(0.0495, within(1e-4));
    assertThat(Binomial.atMost(1, 3, 0.5)).isCloseTo(0.5, within(1e-12));
    assertThat(Binomial.atMost(3, 3, 0.5)).isEqualTo(1);
    assertThat(Binomial.atMost(2, 3, 1)).isZero();
    // the published interval of 5 hits of 20: 0.0866 to 0.4910 at 0.025 on each side
    assertThat(Binomial.largestShare(5, 20, 0.025)).isCloseTo(0.4910, within(1e-4));
    assertThat(Binomial.largestShare(20, 20, 0.05)).isEqualTo(1);
  }

  @Test
  void manyImages_doNotUnderflow() {
    // the median of 1,000,000 images at 1 % is 10,000 hits
    assertThat(Binomial.atMost(10_000, 1_000_000, 0.01)).isCloseTo(0.5, within(0.005));
  }

  @Test
  void largestShare_isWhereTheProbabilityIsTheRisk() {
    for (int hits = 0; hits < 40; hits++) {
      double share = Binomial.largestShare(hits, 40, 0.05);
      assertThat(Binomial.atMost(hits, 40, share)).isCloseTo(0.05, within(1e-9));
    }
  }
}
