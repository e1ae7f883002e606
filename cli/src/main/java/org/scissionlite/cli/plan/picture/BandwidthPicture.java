package org.scissionlite.cli.plan.picture;

import static org.scissionlite.cli.plan.picture.PlanView.millis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.scissionlite.chart.BandwidthChart;
import org.scissionlite.chart.BandwidthChart.Curve;
import org.scissionlite.chart.BandwidthChart.Point;
import org.scissionlite.chart.BandwidthChart.Switch;
import org.scissionlite.error.UsageException;
import org.scissionlite.plan.analysis.LinkVariation;
import org.scissionlite.plan.analysis.Sensitivity;
import org.scissionlite.plan.analysis.Sensitivity.Band;
import org.scissionlite.plan.analysis.Sensitivity.Range;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Strategy;

/** The best latency of every strategy over the bandwidth, and where the best scenario changes. */
final class BandwidthPicture {
  private static final Range RANGE = new Range(0.1, 1000);
  private static final int POINTS_A_DECADE = 40;
  private static final List<Strategy> STYLES = List.of(Strategy.values());
  private static final Map<Strategy, String> NAMES =
      Map.of(
          Strategy.ON_DEVICE, "device alone",
          Strategy.ON_EDGE, "edge or cloud alone",
          Strategy.CUT, "cut without TL",
          Strategy.CUT_WITH_TL, "cut with TL");

  private final PlanView view;
  private final Question question;

  private BandwidthPicture(PlanView view) {
    this.view = view;
    question = view.plan().question();
  }

  /**
   * Draws the constraints' best over the bandwidth; limits on times are set aside.
   *
   * @throws UsageException if nothing meets the constraints
   */
  static BandwidthChart of(PlanView view) {
    return new BandwidthPicture(view).chart();
  }

  private BandwidthChart chart() {
    List<Curve> curves = new ArrayList<>();
    for (Strategy strategy : Strategy.values()) {
      List<Band> bands = bands(question.with(Constraint.only(strategy)));
      if (!bands.isEmpty()) {
        curves.add(new Curve(NAMES.get(strategy), STYLES.indexOf(strategy), points(bands)));
      }
    }
    if (curves.isEmpty()) {
      throw new UsageException("nothing to draw: no scenario meets the constraints");
    }
    List<Band> best = bands(question);
    List<Switch> switches =
        best.stream()
            .skip(1)
            .map(band -> new Switch(band.from(), PlanView.words(band.best())))
            .toList();
    String from = switches.isEmpty() ? "best everywhere" : "best below the first switch";
    String subtitle =
        "all links that leave the device; %s: %s"
            .formatted(from, PlanView.words(best.get(0).best()));
    String title = "%s: best latency by bandwidth".formatted(view.plan().model().name());
    return new BandwidthChart(title, subtitle, curves, switches);
  }

  private List<Band> bands(Question asked) {
    return Sensitivity.of(view.planner(), asked, LinkVariation.BANDWIDTH, RANGE);
  }

  /** The latency over the bands, at their ends and at regular steps between. */
  private List<Point> points(List<Band> bands) {
    TreeMap<Double, Double> points = new TreeMap<>();
    for (Band band : bands) {
      int steps = (int) Math.ceil(POINTS_A_DECADE * Math.log10(band.to() / band.from())) + 1;
      for (int i = 0; i <= steps; i++) {
        double value = band.from() * Math.pow(band.to() / band.from(), (double) i / steps);
        long nanos =
            LinkVariation.BANDWIDTH.at(value, band.best(), question.transferModel()).latencyNanos();
        points.put(value, millis(nanos));
      }
    }
    return points.entrySet().stream()
        .map(entry -> new Point(entry.getKey(), entry.getValue()))
        .toList();
  }
}
