package org.scissionlite.cli.optimise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.scissionlite.chart.TradeOffChart;
import org.scissionlite.chart.TradeOffChart.Point;
import org.scissionlite.chart.TradeOffChart.Series;
import org.scissionlite.cli.optimise.OptimiseReport.Way;

/** What was found as a picture: latency against the accuracy lost. */
final class OptimiseChart {
  private static final String ALONE = "-";
  private static final String PLAIN = "none";

  private OptimiseChart() {}

  static TradeOffChart of(OptimiseReport report) {
    List<Way> found = report.candidates();
    Predicate<Way> alone = way -> way.cut().equals(ALONE);
    Predicate<Way> picture = way -> way.words().contains("input sent");
    Predicate<Way> plain = way -> way.transferLayer().equals(PLAIN);
    return new TradeOffChart(
        report.model() + ": latency against accuracy",
        "%,d images confirm; the larger a point, the more bytes; best: %s"
            .formatted(report.confirmingImages(), report.best().words()),
        List.of(
            series("cut with TL", found, alone.or(picture).or(plain).negate()),
            series("picture sent", found, picture),
            series("cut without TL", found, plain.and(picture.negate())),
            series("device alone", found, alone),
            series("tried", report.tried(), way -> true)),
        front(found),
        report.maxDropPoints(),
        report.deadlineMillis() == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(report.deadlineMillis()));
  }

  private static Series series(String name, List<Way> ways, Predicate<Way> kind) {
    return new Series(name, ways.stream().filter(kind).map(OptimiseChart::point).toList());
  }

  private static Point point(Way way) {
    return new Point(Math.max(1e-3, way.millis()), way.expectedDropPoints(), way.bytes());
  }

  /** Those that lose less than all faster ones. */
  private static List<Point> front(List<Way> ways) {
    List<Point> front = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (Point point :
        ways.stream()
            .map(OptimiseChart::point)
            .sorted(
                Comparator.comparingDouble(Point::millis).thenComparingDouble(Point::lossPoints))
            .toList()) {
      if (point.lossPoints() < least) {
        least = point.lossPoints();
        front.add(point);
      }
    }
    return front;
  }
}
