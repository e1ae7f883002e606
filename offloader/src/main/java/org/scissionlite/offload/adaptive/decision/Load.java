package org.scissionlite.offload.adaptive.decision;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many images come. A way whose slowest stage takes longer than from one image to the next has
 * all places filled in the end, and its images wait for each other.
 */
final class Load {
  private static final int WINDOW = 6;
  private static final double WEIGHT = 0.25;
  private static final double FULL = 0.85;
  private static final double SURELY_ENOUGH = 0.9;
  private static final double SURELY_TOO_MUCH = 1.1;

  private final int places;
  private final Deque<Long> submitted = new ArrayDeque<>();
  private double onTheirWay = 1;

  /** No image has come yet; so many may be on their way. */
  Load(int places) {
    this.places = places;
  }

  /** An image is submitted; so many are on their way, itself among them. */
  void submitted(int images, long nowNanos) {
    onTheirWay += WEIGHT * (Math.min(images, places) - onTheirWay);
    submitted.addLast(nowNanos);
    if (submitted.size() > WINDOW) {
      submitted.removeFirst();
    }
  }

  /** What an image would take on a way, waiting for other images included. */
  double nanos(Forecast forecast) {
    double alone = forecast.aloneNanos();
    double waiting = places * forecast.slowestNanos() - alone;
    return waiting > 0 ? alone + overload(forecast.slowestNanos()) * waiting : alone;
  }

  /** From 0, where the slowest stage is quick enough, to 1. */
  private double overload(double slowestNanos) {
    if (onTheirWay >= FULL * places) {
      return 1;
    }
    double use = slowestNanos / intervalNanos();
    return Math.max(0, Math.min(1, (use - SURELY_ENOUGH) / (SURELY_TOO_MUCH - SURELY_ENOUGH)));
  }

  /** From one image to the next, of late; infinite before the second. */
  private double intervalNanos() {
    return submitted.size() < 2
        ? Double.POSITIVE_INFINITY
        : Math.max(1, submitted.getLast() - submitted.getFirst()) / (submitted.size() - 1.0);
  }
}
