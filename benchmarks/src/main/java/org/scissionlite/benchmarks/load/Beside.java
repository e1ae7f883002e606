package org.scissionlite.benchmarks.load;

import java.util.List;

/**
 * Processor time of the edge beside the engine, without Java's compiler.
 *
 * @param run of a run, in seconds: threads are woken
 * @param request of each of its requests
 */
record Beside(double run, double request) {
  /**
   * What was measured of one step.
   *
   * @param batch mean requests of a run
   * @param seconds of a request, its share of the run's among them
   */
  record Point(double batch, double seconds) {}

  /** The line through them with the least squares: seconds = request + run / batch. */
  static Beside of(List<Point> points) {
    double meanShare = points.stream().mapToDouble(each -> 1 / each.batch()).average().orElse(0);
    double mean = points.stream().mapToDouble(Point::seconds).average().orElse(0);
    double both = 0;
    double squares = 0;
    for (Point each : points) {
      double share = 1 / each.batch() - meanShare;
      both += share * (each.seconds() - mean);
      squares += share * share;
    }
    double run = squares > 0 ? Math.max(0, both / squares) : 0;
    return new Beside(run, Math.max(0, mean - run * meanShare));
  }
}
