package org.scissionlite.benchmarks.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.scissionlite.chart.LoadChart;
import org.scissionlite.file.Json;
import org.scissionlite.plan.capacity.MeasuredRuns;
import org.scissionlite.plan.capacity.ServiceTimesFile;

/**
 * The files of a load test.
 *
 * @param simulated on what times that stands
 * @param engine what ran it
 */
record LoadFiles(LoadReport report, Simulated simulated, String engine) {
  /** Enough for percentiles, few enough for a file that one can look at. */
  private static final int MOST_TIMES = 500;

  void write(Path folder) {
    Json.write(folder.resolve("load.json"), report);
    new ServiceTimesFile(
            ServiceTimesFile.SCHEMA_VERSION,
            report.model(),
            engine,
            report.setting().threads(),
            report.setting().parallel(),
            simulated.beside().run() * 1e3,
            simulated.beside().request() * 1e3,
            simulated.times().sizes().stream().map(LoadFiles::some).toList())
        .write(folder.resolve("service-times.json"));
    chart().picture().write(folder.resolve("load.png"));
  }

  private LoadChart chart() {
    List<LoadChart.Point> points =
        report.open().stream()
            .map(
                each ->
                    new LoadChart.Point(
                        each.perSecond(),
                        each.measured().p50Millis(),
                        each.measured().p95Millis(),
                        each.measured().p99Millis(),
                        each.simulated().p99Seconds() * 1e3))
            .toList();
    LoadReport.Setting setting = report.setting();
    String subtitle =
        String.format(
            Locale.ROOT,
            "%s, %d devices, --threads %d --parallel %d --batch %d",
            report.model(),
            report.closed().get(report.closed().size() - 1).devices(),
            setting.threads(),
            setting.parallel(),
            setting.batch());
    return new LoadChart("Latency over load", subtitle, points, report.mostPerSecond());
  }

  /** Every so many of the times, so that their distribution stays. */
  private static MeasuredRuns.Size some(MeasuredRuns.Size size) {
    int step = 1 + (size.millis().size() - 1) / MOST_TIMES;
    List<Double> some = new ArrayList<>();
    for (int i = step / 2; i < size.millis().size(); i += step) {
      some.add(size.millis().get(i));
    }
    return new MeasuredRuns.Size(size.batch(), some);
  }
}
