package org.scissionlite.benchmarks.law;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.scissionlite.file.Json;

/** The rows of a run of the law. */
record LawReport(List<LawRow> rows) {
  /** The law: half of the predictions are within this share of what was measured. */
  static final double MEDIAN_ERROR = 0.05;

  /** The law: 95 % of the predictions are within this share. */
  static final double P95_ERROR = 0.15;

  LawReport {
    rows = List.copyOf(rows);
  }

  static LawReport read(Path file) {
    return Json.read(file, LawReport.class, "law");
  }

  boolean holds() {
    return medianError() <= MEDIAN_ERROR && p95Error() <= P95_ERROR;
  }

  double medianError() {
    return quantile(rows, LawRow::error, 0.5);
  }

  double p95Error() {
    return quantile(rows, LawRow::error, 0.95);
  }

  /** The median error of ping + bytes / bandwidth. */
  double referenceMedianError() {
    return quantile(rows, LawRow::referenceError, 0.5);
  }

  /** The cases with a pause between requests. */
  LawReport paced() {
    return new LawReport(rows.stream().filter(row -> row.intervalMillis() > 0).toList());
  }

  /** A quantile of the absolute errors. */
  private static double quantile(List<LawRow> rows, ToDoubleFunction<LawRow> error, double share) {
    double[] sorted =
        rows.stream().mapToDouble(row -> Math.abs(error.applyAsDouble(row))).sorted().toArray();
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /** One line for all cases, and one for each network, layer, bandwidth, round trip and pace. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| cases | n | predicted: median, p95 | ping + bytes / bandwidth: median, p95 | bias |\n|---|---|---|---|---|\n");
    line(text, "all", rows);
    each(text, LawRow::model);
    each(text, LawRow::transferLayer);
    each(text, row -> row.megabits() + " Mbit/s");
    each(text, row -> row.roundTripMillis() + " ms");
    each(
        text,
        row -> row.intervalMillis() == 0 ? "back to back" : row.intervalMillis() + " ms apart");
    return text.toString();
  }

  private void each(StringBuilder text, Function<LawRow, String> group) {
    rows.stream()
        .map(group)
        .distinct()
        .forEach(
            name ->
                line(
                    text,
                    name,
                    rows.stream().filter(row -> group.apply(row).equals(name)).toList()));
  }

  private static void line(StringBuilder text, String name, List<LawRow> rows) {
    double bias =
        rows.stream()
            .mapToDouble(LawRow::error)
            .sorted()
            .skip(rows.size() / 2)
            .findFirst()
            .orElse(0);
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.1f %%, %.1f %% | %.1f %%, %.1f %% | %+.1f %% |%n",
            name,
            rows.size(),
            100 * quantile(rows, LawRow::error, 0.5),
            100 * quantile(rows, LawRow::error, 0.95),
            100 * quantile(rows, LawRow::referenceError, 0.5),
            100 * quantile(rows, LawRow::referenceError, 0.95),
            100 * bias));
  }
}
