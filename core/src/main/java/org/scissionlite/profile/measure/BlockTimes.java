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
 * with the next block's, the memory layout that it keeps. So blocks are also measured in ranges,
 * and a range's time is shared out among its blocks: blocks of 1 and 3 ms alone, of 3 ms together,
 * get 0.75 and 2.25 ms.
 *
 * @param range how many blocks ran together
 * @param blocks one time a block
 */
record BlockTimes(int range, List<Timing> blocks) {
  BlockTimes {
    blocks = List.copyOf(blocks);
  }

  /** The blocks' shares of these ranges, which hold every block once. */
  static BlockTimes shares(int length, List<Timing> alone, Map<BlockRange, Timing> ranges) {
    List<Timing> shares = new ArrayList<>(alone);
    ranges.forEach(
        (range, timing) -> {
          List<Timing> parts = shares.subList(range.first(), range.end());
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
