package org.scissionlite.cli.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.chart.RateAccuracyChart;
import org.scissionlite.chart.RateAccuracyChart.Point;
import org.scissionlite.chart.RateAccuracyChart.Series;
import org.scissionlite.evaluation.EvaluationReport;
import org.scissionlite.evaluation.PairedDifference;
import org.scissionlite.evaluation.SubjectReport;
import org.scissionlite.evaluation.TaskMeasure;

/** An evaluation as the picture of accuracy against bytes. */
final class EvaluationChart {
  private EvaluationChart() {}

  /** One series a scenario and a picture format; the uncut model is the level to reach. */
  static RateAccuracyChart of(EvaluationReport report) {
    Map<String, List<Point>> byName = new LinkedHashMap<>();
    report.subjects().stream()
        .skip(1)
        .forEach(
            each ->
                byName
                    .computeIfAbsent(each.subject().name(), name -> new ArrayList<>())
                    .add(point(each, report.uncut().scorePercent())));
    return new RateAccuracyChart(
        report.model() + ": accuracy against bytes",
        "%,d images; bars: 95 %% interval of the paired difference to the uncut model"
            .formatted(report.images()),
        axis(report),
        report.uncut().scorePercent(),
        byName.entrySet().stream()
            .map(series -> new Series(series.getKey(), series.getValue()))
            .toList());
  }

  private static String axis(EvaluationReport report) {
    List<TaskMeasure> measures = report.uncut().measures();
    if (!measures.isEmpty()) {
      return measures.get(0).name();
    }
    return report.isLabelled() ? "top-1 (%)" : "agreement with the uncut model (%)";
  }

  private static Point point(SubjectReport subject, double uncutPercent) {
    double bytes = Math.max(1, subject.bytes().mean());
    if (!subject.measures().isEmpty() && subject.measures().get(0).difference() != null) {
      PairedDifference difference = subject.measures().get(0).difference();
      return new Point(
          bytes,
          subject.scorePercent(),
          uncutPercent + difference.low(),
          uncutPercent + difference.high());
    }
    if (subject.accuracy() == null) {
      double percent = subject.scorePercent();
      return new Point(bytes, percent, percent, percent);
    }
    PairedDifference difference = subject.accuracy().difference();
    return new Point(
        bytes,
        subject.accuracy().top1Percent(),
        uncutPercent + difference.low(),
        uncutPercent + difference.high());
  }
}
