package org.scissionlite.trainer.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Chance that is the same whenever the same training comes by, also after a stop. */
public final class SeededShuffle {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private SeededShuffle() {}

  /** The chance that belongs to one step of one epoch. */
  public static Random random(long seed, long epoch, long step) {
    long mixed = (seed * GOLDEN + epoch) * GOLDEN + step;
    return new Random(mixed ^ (mixed >>> 32));
  }

  /** The numbers below a count, in the order of an epoch. */
  public static List<Integer> order(int count, long seed, long epoch) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(order, random(seed, epoch, -1));
    return order;
  }
}
