package org.scissionlite.cli.demo;

import java.nio.file.Path;
import java.util.Locale;
import org.scissionlite.cli.terminal.TextTable;
import org.scissionlite.profile.Timing;

/** What the demo found, as tables of text. */
record DemoText(DemoReport report, Path output) {

  @Override
  public String toString() {
    return """

        DenseNet169, %d images a row. Emulated: the device (%.1f times slower than one thread here)
        and the link (%s Mbit/s, %s ms round trip). Real: two processes, gRPC, ONNX Runtime.
        Weights are random: the latencies mean something, the classes do not. 'accuracy' is that of
        a trained classifier of steel surfaces on %d generated images, with the row's TL at the cut
        before which the same share of the work is done; nothing was retrained.

        %s
        The steel classifier (uncut: %.1f %% right) with other TLs, cut after %s:

        %s
        What 'optimise' says for the steel classifier over the same link, on a device %.0f times slower
        than one thread here, losing at most %.0f points:
        %s

        %s
        written to %s: demo.json, demo.png, demo.svg, bundle/, steel/
        """
        .formatted(
            report.images(),
            report.slowdown(),
            report.link().megabitsPerSecond(),
            report.link().roundTripMillis(),
            report.steel().images(),
            ways(),
            report.steel().top1Percent(),
            report.steelCut().get(0).cut(),
            layers(),
            report.optimum().slowdown(),
            report.optimum().maxDropPoints(),
            report.optimum().verdict(),
            optimum(),
            output);
  }

  private String ways() {
    TextTable table =
        new TextTable(
            "way to run it",
            "cut after",
            "TL",
            "predicted ms",
            "median ms",
            "error",
            "p95 ms",
            "bytes sent",
            "speed-up",
            "accuracy");
    for (DemoReport.Row row : report.rows()) {
      table.row(
          row.strategy(),
          row.cut(),
          row.transferLayer(),
          decimal(row.predicted().totalNanos() / 1e6),
          decimal(row.measured().medianMillis()),
          error(row.predicted().totalNanos() / 1e6, row.measured()),
          decimal(row.measured().p95Nanos() / 1e6),
          "%,d".formatted(row.payloadBytes()),
          decimal(row.speedUp()) + " x",
          decimal(row.steel().top1Percent()) + " %");
    }
    return table.toString();
  }

  private String layers() {
    TextTable table = new TextTable("TL", "bytes sent", "accuracy", "difference", "95 % interval");
    for (SteelAccuracy each : report.steelCut()) {
      table.row(
          each.transferLayer(),
          "%,.0f".formatted(each.meanBytes()),
          decimal(each.top1Percent()) + " %",
          signed(each.difference().points()),
          signed(each.difference().low()) + " to " + signed(each.difference().high()));
    }
    return table.toString();
  }

  private String optimum() {
    TextTable table =
        new TextTable(
            "steel classifier",
            "cut after",
            "TL",
            "predicted ms",
            "median ms",
            "error",
            "p95 ms",
            "bytes sent",
            "speed-up",
            "accuracy");
    for (DemoReport.OptimumRow row : report.optimum().rows()) {
      table.row(
          row.best() ? "joint optimum" : row.cut().equals("-") ? "device alone" : "on the front",
          row.cut(),
          row.transferLayer(),
          decimal(row.predictedMillis()),
          decimal(row.measured().medianMillis()),
          error(row.predictedMillis(), row.measured()),
          decimal(row.measured().p95Nanos() / 1e6),
          "%,.0f".formatted(row.accuracy().meanBytes()),
          decimal(row.speedUp()) + " x",
          decimal(row.accuracy().top1Percent()) + " %");
    }
    return table.toString();
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** How far a prediction lies above what was measured, or below. */
  static String error(double predictedMillis, Timing measured) {
    double share = predictedMillis / measured.medianMillis() - 1;
    return String.format(Locale.ROOT, "%+.0f %%", 100 * share);
  }

  private static String signed(double points) {
    return String.format(Locale.ROOT, "%+.1f", points);
  }
}
