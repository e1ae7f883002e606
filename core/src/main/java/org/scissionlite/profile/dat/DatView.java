package org.scissionlite.profile.dat;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.TransferLayerProfile;

/** A profile as the predecessors would have written it, for their planners. */
final class DatView {
  private DatView() {}

  static DatProfile of(Profile profile) {
    List<DatRecord> records = new ArrayList<>();
    for (BlockProfile block : profile.blocks()) {
      boolean last = block.index() + 1 == profile.cuts().size();
      records.add(
          new DatRecord(
              block.firstLayer(),
              block.lastLayer(),
              seconds(block.execution()),
              block.outputBytes() + DatRecord.NPY_HEADER_BYTES,
              last ? DatRecord.Pooling.NONE : pooling(profile.cuts().get(block.index() + 1))));
    }
    return new DatProfile(
        profile.system(), profile.model().name(), DatProfile.Format.SCISSIONTL, records);
  }

  private static DatRecord.Pooling pooling(CutProfile cut) {
    return cut.transferLayers().stream()
        .filter(layer -> layer.spec().equals("pool2"))
        .findFirst()
        .map(DatView::pooling)
        .orElse(DatRecord.Pooling.NONE);
  }

  private static DatRecord.Pooling pooling(TransferLayerProfile layer) {
    return new DatRecord.Pooling(
        layer.size().expectedBytes() + DatRecord.NPY_HEADER_BYTES,
        seconds(layer.deviceTL()),
        seconds(layer.edgeTL()),
        0);
  }

  private static double seconds(Timing timing) {
    return timing.medianNanos() / 1e9;
  }
}
