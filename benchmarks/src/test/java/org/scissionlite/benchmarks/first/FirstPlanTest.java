package org.scissionlite.benchmarks.first;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which images are measured, and when images come. */
class FirstPlanTest {
  private final FirstPlan plan = new FirstPlan(10_000, 1000, 50);

  @Test
  void measuredImages_comeSlowly_andOthersFast() {
    assertThat(plan.images()).isEqualTo(10_015);
    assertThat(IntStream.of(1, 29, 86, 115, 985, 986, 1015, 9985, 10_015).boxed())
        .allMatch(image -> plan.pauseMillis(image) == 1000);
    assertThat(IntStream.of(31, 84, 116, 984, 1016, 9984).boxed())
        .allMatch(image -> plan.pauseMillis(image) == 50);
    long seconds = IntStream.range(1, 10_015).mapToLong(plan::pauseMillis).sum() / 1000;
    assertThat(seconds).isBetween(600L, 700L);
  }

  @Test
  void shorterPlans_endEarlier() {
    assertThat(new FirstPlan(100, 1, 1).images()).isEqualTo(115);
    assertThat(new FirstPlan(1000, 1, 1).images()).isEqualTo(1015);
    assertThatThrownBy(() -> new FirstPlan(99, 1, 1)).hasMessageContaining("got 99");
  }

  @Test
  void table_hasMedianAndTail() {
    List<Double> overheads = DoubleStream.iterate(1, each -> each + 1).limit(115).boxed().toList();
    assertThat(FirstImages.table(new FirstPlan(100, 1, 1), overheads))
        .isEqualTo(
            "images 1 to 10: median 6.00 ms, p95 10.00; images 11 to 30: median 21.00 ms, p95 29.00; "
                + "images 86 to 115: median 101.00 ms, p95 114.00");
  }

  @Test
  void optionsOfTheDevice_areThoseOfTheEdgeWhereItHasNone() {
    assertThat(FirstImages.groups(List.of("a", "b")))
        .containsExactly(List.of("a", "b"), List.of(), List.of());
    assertThat(FirstImages.groups(List.of("a", "--", "x")))
        .containsExactly(List.of("a"), List.of("x"), List.of("x"));
    assertThat(FirstImages.groups(List.of("a", "--", "x", "--", "y", "z")))
        .containsExactly(List.of("a"), List.of("x"), List.of("y", "z"));
    assertThat(FirstImages.groups(List.of("a", "--", "--", "y")))
        .containsExactly(List.of("a"), Collections.emptyList(), List.of("y"));
  }
}
