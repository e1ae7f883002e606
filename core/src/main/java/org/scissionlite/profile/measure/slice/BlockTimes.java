package org.scissionlite.profile.measure.slice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.BlockRange;
import org.scissionlite.profile.Timing;

/**
 * The blocks' own times.
 *
 * <p>A block that runs alone loses what the engine does across its borders: operators that it fuses
 * with the next block's, the memory layout that it keeps. So slices of several blocks are measured,
 * too, and the time that one takes longer than the next shorter one is shared out among the blocks
 * between them: blocks of 1 and 3 ms alone, for 3 ms together, get 0.75 and 2.25 ms.
 *
 * @param blocks one time a block
 */
public record BlockTimes(List<Timing> blocks) {
  public BlockTimes {
    blocks = List.copyOf(blocks);
  }

  /** The blocks' shares of these ranges, which hold every block once. */
  public static BlockTimes shares(List<Timing> alone, Map<BlockRange, Timing> ranges) {
    List<Timing> shares = new ArrayList<>(alone);
    ranges.forEach(
        (range, timing) -> {
          List<Timing> parts = shares.subList(range.first(), range.end());
          double together = parts.stream().mapToLong(Timing::medianNanos).sum();
          parts.replaceAll(
              part -> together == 0 ? part : part.times(timing.medianNanos() / together));
        });
    return new BlockTimes(shares);
  }

  /** How far the sum is from the whole model, as a share of the whole. */
  public double stray(Timing whole) {
    long sum = sumNanos();
    return whole.medianNanos() == 0
        ? 0
        : (double) (sum - whole.medianNanos()) / whole.medianNanos();
  }

  /** All blocks' medians together. */
  public long sumNanos() {
    return blocks.stream().mapToLong(Timing::medianNanos).sum();
  }
}
