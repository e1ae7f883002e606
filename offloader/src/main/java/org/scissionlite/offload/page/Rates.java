package org.scissionlite.offload.page;

import java.util.ArrayList;
import java.util.List;

/** Sums of the last seconds. */
final class Rates {
  private final long[] sums;
  private final long[] seconds;

  Rates(int length) {
    this.sums = new long[length + 1];
    this.seconds = new long[length + 1];
  }

  void add(long second, long amount) {
    int place = (int) Math.floorMod(second, (long) sums.length);
    if (seconds[place] != second) {
      seconds[place] = second;
      sums[place] = 0;
    }
    sums[place] += amount;
  }

  /** The sums of the whole seconds before this one, the newest last. */
  List<Long> last(long now) {
    List<Long> last = new ArrayList<>();
    for (long second = now - sums.length + 1; second < now; second++) {
      int place = (int) Math.floorMod(second, (long) sums.length);
      last.add(seconds[place] == second ? sums[place] : 0L);
    }
    return last;
  }
}
