package org.scissionlite.profile.measure.slice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.scissionlite.block.BlockRange;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.Timing;

class SlicesTest {
  @Test
  void deviceRunsTheFirstBlocks_othersTheLast() {
    assertThat(Slices.of(Tier.DEVICE, 3).ranges())
        .containsExactly(new BlockRange(0, 1), new BlockRange(0, 2), new BlockRange(0, 3));
    assertThat(Slices.of(Tier.EDGE, 3).ranges())
        .containsExactly(new BlockRange(2, 1), new BlockRange(1, 2), new BlockRange(0, 3));
    assertThat(Slices.of(Tier.EDGE, 3).upTo(new BlockRange(2, 1)))
        .containsExactly(new BlockRange(0, 2), new BlockRange(2, 1));
  }

  @Test
  void slicesOfManyBlocks_growByAQuarter() {
    assertThat(Slices.of(Tier.DEVICE, 20).ends())
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 20);
    assertThat(Slices.of(Tier.CLOUD, 1).ends()).containsExactly(1);
    assertThat(Slices.of(Tier.EDGE, 1_000).ends()).hasSizeLessThan(32).contains(1_000);
  }

  /** A first block that writes a large map takes 0.3 ms as a slice, and 0.1 within the model. */
  @Test
  void everySlice_takesWhatWasMeasured() {
    for (Tier tier : List.of(Tier.DEVICE, Tier.EDGE)) {
      Slices slices = Slices.of(tier, 10);
      TreeMap<Integer, Timing> measured = new TreeMap<>();
      slices.ends().forEach(end -> measured.put(end, time(300 + 1_000 * end)));
      List<Timing> alone = Collections.nCopies(10, time(7_000));
      BlockTimes times = BlockTimes.shares(alone, slices.differences(measured));
      for (BlockRange slice : slices.ranges()) {
        long sum =
            times.blocks().subList(slice.first(), slice.end()).stream()
                .mapToLong(Timing::medianNanos)
                .sum();
        assertThat(sum).isEqualTo(300 + 1_000L * slice.count());
      }
    }
  }

  @Test
  void sliceThatTookNoLessThanALongerOne_doesNotCount() {
    Slices slices = Slices.of(Tier.DEVICE, 3);
    assertThat(slices.differences(new TreeMap<>(Map.of(1, time(50), 2, time(40), 3, time(90)))))
        .isEqualTo(Map.of(new BlockRange(0, 2), time(40), new BlockRange(2, 1), time(50)));
    assertThat(slices.differences(new TreeMap<>(Map.of(1, time(0), 2, time(7), 3, time(7)))))
        .isEqualTo(Map.of(new BlockRange(0, 3), time(7)));
    assertThat(slices.differences(new TreeMap<>(Map.of(1, time(9), 2, time(9), 3, time(0)))))
        .isEmpty();
  }

  private static Timing time(long nanos) {
    return new Timing(nanos, nanos, 0, 1);
  }
}
