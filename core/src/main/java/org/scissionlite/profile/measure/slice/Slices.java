package org.scissionlite.profile.measure.slice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.scissionlite.block.BlockRange;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.Timing;

/**
 * The slices of a model that a system will run: a device those that begin with the first block, the
 * others those that end with the last. Of short ones all are measured, of long ones those that are
 * a quarter longer than the one before: 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 22, ... blocks.
 *
 * <p>What a slice takes at its own end, such as bringing a map of 1.2 MB back into the layout in
 * which it is sent (0.25 ms), is in its time, and so in that of the blocks near it.
 *
 * @param fromFirst whether they begin with the first block
 * @param blocks of the model
 * @param ends how many blocks each has, the shortest first; the last is the whole model
 */
public record Slices(boolean fromFirst, int blocks, List<Integer> ends) {
  private static final int STEP = 4;

  public Slices {
    ends = List.copyOf(ends);
  }

  public static Slices of(Tier tier, int blocks) {
    List<Integer> ends = new ArrayList<>();
    for (int end = 1; end < blocks; end += Math.max(1, end / STEP)) {
      ends.add(end);
    }
    ends.add(blocks);
    return new Slices(tier == Tier.DEVICE, blocks, ends);
  }

  /** The slices, the shortest first. */
  public List<BlockRange> ranges() {
    return ends.stream().map(count -> new BlockRange(first(count), count)).toList();
  }

  private int first(int count) {
    return fromFirst ? 0 : blocks - count;
  }

  /** What has to run so that a slice has its input, and the slice. */
  public List<BlockRange> upTo(BlockRange slice) {
    return slice.first() == 0 ? List.of(slice) : List.of(new BlockRange(0, slice.first()), slice);
  }

  /**
   * The time of what each slice has beyond the next shorter one. One that took no less than a
   * longer one was disturbed, and does not count.
   *
   * @param measured the time of each slice, by its number of blocks
   * @return ranges that hold every block once; none where the whole model took no time
   */
  public Map<BlockRange, Timing> differences(SortedMap<Integer, Timing> measured) {
    Map<BlockRange, Timing> differences = new LinkedHashMap<>();
    int shorter = 0;
    long shorterNanos = 0;
    for (Map.Entry<Integer, Timing> each : undisturbed(measured).entrySet()) {
      int count = each.getKey() - shorter;
      int first = fromFirst ? shorter : blocks - each.getKey();
      Timing slice = each.getValue();
      double share = (double) (slice.medianNanos() - shorterNanos) / slice.medianNanos();
      differences.put(new BlockRange(first, count), slice.times(share));
      shorter = each.getKey();
      shorterNanos = slice.medianNanos();
    }
    return differences;
  }

  private static SortedMap<Integer, Timing> undisturbed(SortedMap<Integer, Timing> measured) {
    TreeMap<Integer, Timing> rising = new TreeMap<>();
    measured.forEach(
        (count, slice) -> {
          while (!rising.isEmpty()
              && rising.lastEntry().getValue().medianNanos() >= slice.medianNanos()) {
            rising.pollLastEntry();
          }
          if (slice.medianNanos() > 0) {
            rising.put(count, slice);
          }
        });
    return rising;
  }
}
