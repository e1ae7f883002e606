package org.scissionlite.offload.adaptive.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Where the dial of each way stands: at the finest step at which an image is answered soon enough.
 * It is turned to a coarser one at once, and to a finer one after that would have been well soon
 * enough for a while.
 */
final class Dials {
  /** A finer step is taken if it needs no more than this share of the time that it may. */
  private static final double SURELY = 0.75;

  private static final long LASTING = 1_000_000_000;

  private final double mostNanos;
  private final Map<String, Dial> dials = new HashMap<>();

  private static final class Dial {
    private int step;
    private int finer;
    private long finerSince;
  }

  /**
   * All at the finest step.
   *
   * @param mostNanos what an image may take
   */
  Dials(double mostNanos) {
    this.mostNanos = mostNanos;
  }

  /** The step of a way; 0 without a dial. */
  int step(Way way) {
    Dial dial = dials.get(way.name());
    return dial == null ? 0 : dial.step;
  }

  /**
   * Turns the dial of a way.
   *
   * @param nanos what an image takes at a step
   */
  void turn(Way way, IntToDoubleFunction nanos, long nowNanos) {
    Dial dial = dials.computeIfAbsent(way.name(), name -> new Dial());
    int last = way.ladder().size() - 1;
    int coarser = dial.step;
    while (coarser < last && nanos.applyAsDouble(coarser) > mostNanos) {
      coarser++;
    }
    if (coarser > dial.step) {
      dial.step = coarser;
      dial.finer = coarser;
      return;
    }
    int finer = finest(nanos, dial.step);
    if (finer == dial.step || dial.finer == dial.step) {
      dial.finerSince = nowNanos;
      dial.finer = finer;
    }
    dial.finer = Math.max(dial.finer, finer);
    if (dial.finer < dial.step && nowNanos - dial.finerSince >= LASTING) {
      dial.step = dial.finer;
    }
  }

  private int finest(IntToDoubleFunction nanos, int present) {
    int step = 0;
    while (step < present && nanos.applyAsDouble(step) > SURELY * mostNanos) {
      step++;
    }
    return step;
  }
}
