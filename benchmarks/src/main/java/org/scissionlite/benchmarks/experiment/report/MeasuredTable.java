package org.scissionlite.benchmarks.experiment.report;

import java.util.Locale;
import java.util.Optional;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.Contender;
import org.scissionlite.benchmarks.experiment.Goals;
import org.scissionlite.benchmarks.experiment.Measured;
import org.scissionlite.benchmarks.experiment.Predicted;
import org.scissionlite.benchmarks.experiment.SliceAccuracy;

/**
 * What was measured, as tables of Markdown: one for each place.
 *
 * @param results of which
 */
record MeasuredTable(Results results) {
  private static final String HEAD =
      "| strategy | cut after | sent as | predicted ms | median ms | p95 ms | bytes | speed-up |"
          + " accuracy | device CPU s | edge CPU s |\n"
          + "|---|---|---|---|---|---|---|---|---|---|---|\n";

  String text() {
    StringBuilder text = new StringBuilder();
    for (Cell cell : results.cells()) {
      text.append(heading(cell)).append(HEAD);
      cell.measured().forEach(each -> text.append(row(cell, each)));
      text.append(below(cell)).append('\n');
    }
    return text.toString();
  }

  private static String heading(Cell cell) {
    return "**%s, %s** (%d images of each)\n\n"
        .formatted(
            cell.place().model(),
            cell.place().words(),
            cell.measured().stream().mapToInt(each -> each.images().size()).min().orElse(0));
  }

  private String row(Cell cell, Measured measured) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %.1f | %.1f | %,d | %s | %s | %.3f | %.3f |%n",
        measured.contender().words(),
        measured.cut(),
        measured.transferLayer(),
        predicted(cell, measured),
        measured.median(),
        measured.p95(),
        measured.bytes(),
        speedUp(cell, measured),
        accuracy(cell, measured),
        measured.deviceCpuSeconds(),
        measured.edgeCpuSeconds());
  }

  private static String predicted(Cell cell, Measured measured) {
    Optional<Predicted> found = cell.predictedOf(measured.contender());
    return found.map(each -> String.format(Locale.ROOT, "%.1f", each.millis())).orElse("-");
  }

  private static String speedUp(Cell cell, Measured measured) {
    return cell.of(Contender.DEVICE_ALONE)
        .map(alone -> String.format(Locale.ROOT, "%.1f", alone.median() / measured.median()))
        .orElse("-");
  }

  private String accuracy(Cell cell, Measured measured) {
    Optional<SliceAccuracy> found =
        results.judged().accuracy(cell.place().model(), measured.cut(), measured.transferLayer());
    return found
        .map(
            each ->
                String.format(
                    Locale.ROOT, each.labelled() ? "%.1f %%" : "agrees %.1f %%", each.percent()))
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
}
