package org.scissionlite.cli;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.WireSize;

/**
 * Times that make answers certain: the device is fast in the first two blocks, slow behind them.
 */
final class CertainTimes {
  private CertainTimes() {}

  static Profile in(Profile profile) {
    boolean isDevice = profile.system().tier() == Tier.DEVICE;
    List<BlockProfile> blocks = new ArrayList<>();
    for (BlockProfile block : profile.blocks()) {
      boolean isSlow = isDevice && block.index() > 1;
      blocks.add(
          new BlockProfile(
              block.index(),
              block.firstLayer(),
              block.lastLayer(),
              block.name(),
              block.outputBytes(),
              millis(isSlow ? 200 : 1)));
    }
    List<CutProfile> cuts =
        profile.cuts().stream().map(cut -> cut.withTransferLayers(layers(cut))).toList();
    return new Profile(
        profile.system(), profile.model(), profile.provenance(), blocks, cuts, Timing.none());
  }

  private static List<TransferLayerProfile> layers(CutProfile cut) {
    List<String> specs = new ArrayList<>(List.of("transform:step=1", "pca:step=1"));
    if (cut.layer() == 0) {
      specs.addAll(List.of("pixels", "jpeg:q=85", "webp:q=75"));
    }
    WireSize size = cut.layer() == 0 ? WireSize.fixed(675) : WireSize.fixed(cut.bytes());
    return specs.stream()
        .map(spec -> new TransferLayerProfile(spec, size, millis(0.5), millis(0.5)))
        .toList();
  }

  private static Timing millis(double value) {
    return Timing.of(List.of(Math.round(value * 1e6)));
  }
}
