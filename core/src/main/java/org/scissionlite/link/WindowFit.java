package org.scissionlite.link;

import java.util.ArrayList;
import java.util.List;

/**
 * The window that explains best how long messages took after silences.
 *
 * <p>Windows are compared by the root of the mean square of ln(predicted / measured), over a grid
 * of initial windows, growths and restart times. Many windows explain few samples about as well, on
 * a fast or near link all of them do, and with three values for a handful of samples the best
 * explains their noise, too. So what most systems do, {@link Window#defaults}, stays while its
 * error is less than {@link #TIMES} the best; of the others it is the one nearest to that among
 * those within {@link #INDIFFERENT} of the best.
 */
final class WindowFit {
  /** Errors that differ by less than this, half a percent, are the noise's. */
  static final double INDIFFERENT = 0.005;

  /**
   * An error of less than so many times the best is no sign of another window: six samples and
   * three values make F(3, 3) of 9.3 for 5 %.
   */
  static final double TIMES = 3.2;

  private static final int[] INITIAL_SEGMENTS = {1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64};
  private static final double[] GROWTHS = {2, 1.9, 1.8, 1.7, 1.6, 1.5, 1.4, 1.3};
  private static final double LEAST_RESTART = 50;
  private static final double MOST_RESTART = 5_000;
  private static final double RESTART_STEP = 1.12;

  private final List<Sample> samples;
  private final Link link;

  private WindowFit(Link link, List<Sample> samples) {
    this.link = link;
    this.samples = samples;
  }

  /**
   * A link with the window that explains the samples best.
   *
   * @param link its other values are known already
   * @param samples after silences; with none the link stays as it is
   */
  static Link of(Link link, List<Sample> samples) {
    return samples.isEmpty() ? link : link.withWindow(new WindowFit(link, samples).best());
  }

  /** A window and how badly it explains the samples. */
  private record Candidate(Window window, double error) {}

  private Window best() {
    List<Candidate> all = candidates().stream().map(w -> new Candidate(w, error(w))).toList();
    double least = all.stream().mapToDouble(Candidate::error).min().orElseThrow();
    if (error(link.window()) <= TIMES * least) {
      return link.window();
    }
    Candidate nearest = null;
    for (Candidate each : all) {
      boolean good = each.error() <= least + INDIFFERENT;
      if (good && (nearest == null || distance(each.window()) < distance(nearest.window()))) {
        nearest = each;
      }
    }
    return nearest == null ? link.window() : nearest.window();
  }

  private List<Window> candidates() {
    List<Double> restarts = new ArrayList<>();
    restarts.add(link.window().restartMillis());
    for (double r = LEAST_RESTART; r < MOST_RESTART; r *= RESTART_STEP) {
      restarts.add(r);
    }
    restarts.add(Double.POSITIVE_INFINITY);
    List<Window> windows = new ArrayList<>();
    for (int segments : INITIAL_SEGMENTS) {
      for (double growth : GROWTHS) {
        for (double restart : restarts) {
          double initial = (double) segments * Framing.SEGMENT_BYTES;
          windows.add(new Window(initial, growth, link.window().mostBytes(), restart));
        }
      }
    }
    return windows;
  }

  private double error(Window window) {
    Link tried = link.withWindow(window);
    double squares = 0;
    for (Sample sample : samples) {
      double predicted = tried.transferNanos(sample.message(), sample.silenceMillis()) / 1e6;
      double ratio = Math.log(Math.max(predicted, 1e-6) / Math.max(sample.millis(), 1e-6));
      squares += ratio * ratio;
    }
    return Math.sqrt(squares / samples.size());
  }

  private double distance(Window window) {
    Window usual = link.window();
    return far(window.initialBytes(), usual.initialBytes())
        + far(window.growth(), usual.growth())
        + Math.min(10, far(window.restartMillis(), usual.restartMillis()));
  }

  private static double far(double one, double other) {
    return Math.abs(Math.log(one / other));
  }
}
