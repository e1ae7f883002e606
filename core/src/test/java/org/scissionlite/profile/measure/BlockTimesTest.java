package org.scissionlite.profile.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.block.BlockRange;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.measure.sampling.MachineNoise;
import org.scissionlite.profile.measure.slice.BlockTimes;

class BlockTimesTest {
  private static final List<Timing> ALONE =
      List.of(time(1_000_000), time(3_000_000), time(500_000));

  @Test
  void stretchesTime_isSharedOutByTheBlocksTimesAlone() {
    Map<BlockRange, Timing> ranges =
        Map.of(new BlockRange(0, 2), time(3_000_000), new BlockRange(2, 1), time(600_000));
    BlockTimes shares = BlockTimes.shares(ALONE, ranges);
    assertThat(shares.blocks())
        .extracting(Timing::medianNanos)
        .containsExactly(750_000L, 2_250_000L, 600_000L);
  }

  @Test
  void sumOfShares_isTheSumOfTheStretches() {
    for (int length = 1; length <= 3; length++) {
      Map<BlockRange, Timing> ranges = new java.util.LinkedHashMap<>();
      BlockRange.all(3, length).forEach(range -> ranges.put(range, time(700 + range.first())));
      long sum = ranges.values().stream().mapToLong(Timing::medianNanos).sum();
      BlockTimes shares = BlockTimes.shares(ALONE, ranges);
      assertThat(shares.stray(time(sum))).isBetween(-0.01, 0.01);
    }
  }

  @Test
  void stray_isAShareOfTheWhole() {
    assertThat(new BlockTimes(ALONE).stray(time(4_000_000))).isEqualTo(0.125);
    assertThat(new BlockTimes(ALONE).stray(time(0))).isZero();
  }

  @Test
  void blocksOfNoTime_stayThatWay() {
    List<Timing> nothing = List.of(Timing.none(), Timing.none());
    BlockTimes shares = BlockTimes.shares(nothing, Map.of(new BlockRange(0, 2), time(5)));
    assertThat(shares.blocks()).isEqualTo(nothing);
  }

  @Test
  void doubts_tellStrayNoiseAndSpread() {
    BlockTimes alone = new BlockTimes(ALONE);
    assertThat(ProfileWarnings.of(MachineNoise.none(), time(4_500_000), alone)).isEmpty();
    assertThat(ProfileWarnings.of(new MachineNoise(100, 23), time(4_500_000), alone))
        .singleElement()
        .asString()
        .contains("23 %");
    assertThat(
            ProfileWarnings.of(
                MachineNoise.none(), new Timing(4_500_000, 9_000_000, 900_000, 9), alone))
        .singleElement()
        .asString()
        .contains("unsteady machine");
    assertThat(ProfileWarnings.of(MachineNoise.none(), time(9_000_000), alone))
        .singleElement()
        .asString()
        .contains("stray by -50 %", "do not trust");
  }

  @Test
  void warningOfAQuota_saysForHowLong() {
    assertThat(ProfileWarnings.ofQuota(0)).isEmpty();
    assertThat(ProfileWarnings.ofQuota(1_234_000_000L))
        .hasValueSatisfying(said -> assertThat(said).contains("held the process back for 1.23 s"));
  }

  private static Timing time(long nanos) {
    return new Timing(nanos, nanos, 0, 1);
  }
}
