package org.scissionlite.plan.reference;

import java.util.List;
import org.scissionlite.profile.dat.DatProfile;
import org.scissionlite.profile.dat.DatRecord;

/** A benchmarked system with the sums of its block times; or nobody, for a tier without blocks. */
final class Measured {
  /** Stands for the system of a tier that holds no block. */
  static final Measured NOBODY = new Measured("None", List.of());

  final String name;
  final List<DatRecord> records;
  private final double[] secondsBefore;

  private Measured(String name, List<DatRecord> records) {
    this.name = name;
    this.records = records;
    secondsBefore = new double[records.size() + 1];
    for (int i = 0; i < records.size(); i++) {
      secondsBefore[i + 1] = secondsBefore[i] + records.get(i).seconds();
    }
  }

  static Measured of(DatProfile profile) {
    return new Measured(profile.system().name(), profile.records());
  }

  /** Time of the blocks from one to another, the second exclusive. */
  double seconds(int from, int to) {
    return from == to ? 0 : secondsBefore[to] - secondsBefore[from];
  }
}
