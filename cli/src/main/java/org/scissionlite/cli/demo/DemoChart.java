package org.scissionlite.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.scissionlite.chart.CutChart;
import org.scissionlite.chart.CutChart.Level;
import org.scissionlite.chart.CutChart.Mark;
import org.scissionlite.chart.StackedCut;
import org.scissionlite.cli.demo.DemoPlan.Candidate;
import org.scissionlite.cli.plan.picture.CutPicture;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.plan.scenario.Strategy;

/** The paper's figure from the demo's predictions: the latency of every cut, part by part. */
final class DemoChart {
  private DemoChart() {}

  static CutChart of(DemoPlan plan, List<Candidate> candidates, DemoReport report) {
    Map<String, Scenario> plain = plan.bestAtEveryCut(Strategy.CUT);
    Map<String, Scenario> small = plan.bestAtEveryCut(Strategy.CUT_WITH_TL);
    List<StackedCut> bars = new ArrayList<>();
    small.forEach((name, scenario) -> bars.add(CutPicture.bar(name, scenario, plain.get(name))));
    List<String> names = List.copyOf(small.keySet());
    List<Mark> marks = new ArrayList<>();
    List<Level> levels = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Scenario scenario = candidate.scenario();
      int place = names.indexOf(candidate.cut());
      if (place < 0) {
        levels.add(new Level(candidate.strategy(), millis(scenario.latencyNanos())));
      } else {
        boolean withTL = scenario.strategy() == Strategy.CUT_WITH_TL;
        marks.add(new Mark(candidate.strategy(), place, withTL));
      }
    }
    return new CutChart(
        "DenseNet169: predicted latency of every cut",
        "%s Mbit/s, %s ms round trip; device emulated, %.1f times slower than one thread of the edge"
            .formatted(
                report.link().megabitsPerSecond(),
                report.link().roundTripMillis(),
                report.slowdown()),
        bars,
        marks,
        levels);
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
