package org.scissionlite.transfer.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostDistanceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "transform:step=1   | transform                 | 0",
        "transform:tile=8   | transform                 | 1",
        "transform:step=0.5 | transform:weights=1       | 0.125",
        "pca                | transform                 | 4",
        "learned:c=64       | learned                   | 1",
        "learned:c=16,s=4   | learned:c=32,s=2          | 3",
        "q3                 | q6                        | 1",
        "jpeg:q=50          | jpeg:q=100                | 1",
        "pool2+transform    | pool2 + transform:tile=32 | 1",
        "future:x=1         | future:x=1                | 0"
      })
  void sameKind_isAsFarAsItsWorkDiffers(String one, String other, double octaves) {
    assertThat(CostDistance.between(one, other)).hasValue(octaves);
    assertThat(CostDistance.between(other, one)).hasValue(octaves);
  }

  @ParameterizedTest
  @CsvSource({
    "transform, learned",
    "q8, q4",
    "jpeg, webp",
    "pool2, pool2+q8",
    "transform, pool2+transform",
    "future, q8"
  })
  void otherKinds_haveNoDistance(String one, String other) {
    assertThat(CostDistance.between(one, other)).isEmpty();
  }

  @Test
  void stepsCountLessThanOperators() {
    double step = CostDistance.between("learned:step=0.1", "learned").orElseThrow();
    double channels = CostDistance.between("learned:c=64", "learned").orElseThrow();
    assertThat(step).isLessThan(channels);
  }
}
