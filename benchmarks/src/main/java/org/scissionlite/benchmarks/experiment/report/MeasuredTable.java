package org.scissionlite.benchmarks.experiment.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.Contender;
import org.scissionlite.benchmarks.experiment.Goals;
import org.scissionlite.benchmarks.experiment.Place;

/**
 * What was measured, as tables of Markdown.
 *
 * @param results of which
 */
record MeasuredTable(Results results) {
  private static final String HEAD =
      "| strategy | cut after | sent as | predicted ms | median ms | p95 ms | bytes | speed-up |"
          + " accuracy (95 % interval) | device CPU s | edge CPU s |\n"
          + "|---|---|---|---|---|---|---|---|---|---|---|\n";
  private static final String SUMMARY =
      "| model | where | ours | ms | over device alone | over Scission | over the best rival |"
          + " points lost |\n|---|---|---|---|---|---|---|---|\n";
  private static final double LARGE = 10;

  /** A table for each place. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Cell cell : results.cells()) {
      text.append(heading(cell)).append(HEAD);
      rows(cell.place()).forEach(each -> text.append(row(each)));
      text.append(below(cell)).append('\n');
    }
    return text.toString();
  }

  private List<Row> rows(Place place) {
    return results.rows().stream().filter(each -> each.place().equals(place)).toList();
  }

  private static String heading(Cell cell) {
    return "**%s, %s** (%d images of each, %s)\n\n"
        .formatted(
            cell.place().model(),
            cell.place().words(),
            cell.measured().stream().mapToInt(each -> each.images().size()).min().orElse(0),
            cell.begun().replaceFirst("T.*", ""));
  }

  private static String row(Row row) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %.1f | %.1f | %,d | %s | %s | %.3f | %.3f |%n",
        row.contender().words(),
        row.cut(),
        row.transferLayer(),
        row.predictedMillis() == null
            ? "-"
            : String.format(Locale.ROOT, "%.1f", row.predictedMillis()),
        row.medianMillis(),
        row.p95Millis(),
        row.bytes(),
        times(Optional.ofNullable(row.speedUp())),
        row.accuracy() == null ? "-" : row.accuracy().words(),
        row.deviceCpuSeconds(),
        row.edgeCpuSeconds());
  }

  /** A ratio in three digits, so that what is far below 1 does not read as 0. */
  static String times(Optional<Double> ratio) {
    return ratio
        .map(each -> String.format(Locale.ROOT, each < LARGE ? "%.2f" : "%.1f", each))
        .orElse("-");
  }

  private static String below(Cell cell) {
    StringBuilder text = new StringBuilder("\n");
    Goals.limit(cell)
        .ifPresent(
            limit ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "The link and the two machines allow a speed-up of %.1f with this cut. ",
                        limit)));
    Goals.overBestRival(cell)
        .ifPresent(
            share ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "Ours takes %.2f times what the best of device alone, full offload and"
                            + " Scission takes.",
                        share)));
    return text.append('\n').toString();
  }

  /** A row for each place: what was chosen, and how many times faster it is. */
  String summary() {
    StringBuilder text = new StringBuilder();
    results.cells().forEach(cell -> text.append(summary(cell)));
    return text.isEmpty() ? "" : SUMMARY + text + "\n";
  }

  private String summary(Cell cell) {
    return rows(cell.place()).stream()
        .filter(row -> row.contender() == Contender.OURS)
        .map(row -> summary(cell, row))
        .findFirst()
        .orElse("");
  }

  private static String summary(Cell cell, Row ours) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %.1f | %s | %s | %s | %s |%n",
        cell.place().model(),
        cell.place().words(),
        ours.cut().equals("-") ? "device alone" : ours.cut() + ": " + ours.transferLayer(),
        ours.medianMillis(),
        times(Optional.ofNullable(ours.speedUp())),
        times(Goals.ratio(cell, Contender.SCISSION, Contender.OURS)),
        times(Goals.overBestRival(cell).map(share -> 1 / share)),
        lost(ours.accuracy()));
  }

  private static String lost(Judged judged) {
    if (judged == null) {
      return "-";
    }
    String points = String.format(Locale.ROOT, "%.2f", judged.lostPoints() + 0.0);
    return judged.lostLow() == null
        ? points
        : points
            + String.format(
                Locale.ROOT, " (%.2f to %.2f)", judged.lostLow() + 0.0, judged.lostHigh() + 0.0);
  }
}
