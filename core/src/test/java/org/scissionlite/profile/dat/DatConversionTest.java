package org.scissionlite.profile.dat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.dat.DatProfile.Format;

class DatConversionTest {
  private static final DatRecord.Pooling POOLED = new DatRecord.Pooling(1128, 0.001, 0.002, 0.003);
  private static final List<DatRecord> BLOCKS =
      List.of(
          new DatRecord(0, 1, 0.5, 4128, POOLED),
          new DatRecord(2, 7, 0.25, 2128, DatRecord.Pooling.NONE),
          new DatRecord(8, 9, 0.125, 528, DatRecord.Pooling.NONE));
  private static final DatProfile DEVICE = profile(Tier.DEVICE, Format.SCISSIONTL, BLOCKS);

  private static DatProfile profile(Tier tier, Format format, List<DatRecord> records) {
    return new DatProfile(new SystemId(tier, "box"), "net", format, records);
  }

  @Test
  void blocksCutsAndTransferLayers_areTakenOver() {
    Profile profile = DatConversion.profiles(List.of(DEVICE), 150_000).get(0);
    assertThat(profile.model().layers()).isEqualTo(10);
    assertThat(profile.blocks().get(1).execution().medianNanos()).isEqualTo(250_000_000);
    assertThat(profile.blocks().get(1).outputBytes()).isEqualTo(2000);
    assertThat(profile.cuts())
        .extracting(CutProfile::bytes)
        .containsExactly(150_000L, 4000L, 2000L);
    CutProfile cut = profile.cuts().get(1);
    assertThat(cut.name()).isEqualTo("layer1");
    assertThat(cut.transferLayers().get(0).wireBytes()).isEqualTo(1000);
    assertThat(cut.transferLayers().get(0).deviceTL().medianNanos()).isEqualTo(4_000_000);
    assertThat(cut.transferLayers().get(0).edgeTL().medianNanos()).isEqualTo(5_000_000);
    assertThat(profile.cuts().get(2).transferLayers()).isEmpty();
  }

  @Test
  void convertedAndViewedAsBefore_keepsBlocksAndSizes() {
    Profile profile = DatConversion.profiles(List.of(DEVICE), 150_000).get(0);
    DatProfile back = DatView.of(profile);
    assertThat(back.records()).extracting(DatRecord::seconds).containsExactly(0.5, 0.25, 0.125);
    assertThat(back.records())
        .extracting(DatRecord::outputSize)
        .containsExactly(4128L, 2128L, 528L);
  }

  @Test
  void tailSlices_becomeBlocksThatAddUpToThem() {
    DatProfile tails =
        profile(
            Tier.EDGE,
            Format.SCISSIONTL_TRITON,
            List.of(
                new DatRecord(2, 9, 0.3, 0, DatRecord.Pooling.NONE),
                new DatRecord(8, 9, 0.1, 0, DatRecord.Pooling.NONE)));
    Profile edge = DatConversion.profiles(List.of(DEVICE, tails), 150_000).get(1);
    assertThat(edge.blocks())
        .extracting(block -> block.execution().medianNanos())
        .containsExactly(0L, 200_000_000L, 100_000_000L);
    assertThat(edge.warnings()).anyMatch(warning -> warning.contains("before layer 2"));
    assertThatThrownBy(() -> DatConversion.profiles(List.of(tails), 150_000))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("do not tell the blocks");
  }
}
