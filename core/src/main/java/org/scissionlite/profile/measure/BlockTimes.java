package org.scissionlite.profile.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.BlockRange;
import org.scissionlite.profile.Timing;

/**
 * The blocks' own times.
 *
 * <p>A block that runs alone loses what the engine does across its borders: operators that it fuses
 * with the next block's, the memory layout that it keeps. So blocks are also measured in stretches,
 * and a stretch's time is shared out among its blocks: blocks of 1 and 3 ms alone, of 3 ms
 * together, get 0.75 and 2.25 ms.
 *
 * @param stretch how many blocks ran together
 * @param blocks one time a block
 */
record BlockTimes(int stretch, List<Timing> blocks) {
  BlockTimes {
    blocks = List.copyOf(blocks);
  }

  /** The blocks' shares of these stretches, which hold every block once. */
  static BlockTimes shares(int length, List<Timing> alone, Map<BlockRange, Timing> stretches) {
    List<Timing> shares = new ArrayList<>(alone);
    stretches.forEach(
        (stretch, timing) -> {
          List<Timing> parts = shares.subList(stretch.first(), stretch.end());
          double together = parts.stream().mapToLong(Timing::medianNanos).sum();
          parts.replaceAll(
              part -> together == 0 ? part : part.times(timing.medianNanos() / together));
        });
    return new BlockTimes(length, shares);
  }

  /** How far the sum is from the whole model, as a share of the whole. */
  double stray(Timing whole) {
    long sum = sumNanos();
    return whole.medianNanos() == 0
        ? 0
        : (double) (sum - whole.medianNanos()) / whole.medianNanos();
  }

  /** All blocks' medians together. */
  long sumNanos() {
    return blocks.stream().mapToLong(Timing::medianNanos).sum();
  }
}
