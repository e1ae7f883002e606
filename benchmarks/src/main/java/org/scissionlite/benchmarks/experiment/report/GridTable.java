package org.scissionlite.benchmarks.experiment.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.Contender;
import org.scissionlite.benchmarks.experiment.LinkSetting;
import org.scissionlite.benchmarks.experiment.Measured;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Predicted;
import org.scissionlite.benchmarks.experiment.Prediction;

/**
 * The whole grid of a model, a class of devices and a pace as a table of Markdown: predicted, and
 * in bold what was measured.
 *
 * @param results of which
 * @param group any place of it
 */
record GridTable(Results results, Place group) {
  /** Below so many milliseconds tenths count. */
  private static final double FEW = 10;

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "**%s, %s, %s**\n\n".formatted(group.model(), group.device().words(), group.pace()));
    text.append("| Mbit/s, ms |");
    for (Contender each : Contender.values()) {
      text.append(" ").append(each.words()).append(" |");
    }
    text.append(" ours is |\n|---|").append("---|".repeat(Contender.values().length + 1));
    text.append('\n');
    predictions().forEach(prediction -> text.append(row(prediction)));
    return text.append('\n').toString();
  }

  private List<Prediction> predictions() {
    return results.predictions().stream()
        .filter(each -> each.place().equals(at(each.place().link())))
        .toList();
  }

  private Place at(LinkSetting link) {
    return new Place(group.model(), group.device(), link, group.intervalMillis());
  }

  private String row(Prediction prediction) {
    LinkSetting link = prediction.place().link();
    String values =
        List.of(Contender.values()).stream()
            .map(each -> value(prediction, each))
            .collect(Collectors.joining(" | "));
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s |%n",
        link.id().replace("-", ", "),
        values,
        prediction.of(Contender.OURS).map(GridTable::words).orElse("-"));
  }

  private String value(Prediction prediction, Contender contender) {
    Optional<Measured> measured = cell(prediction.place()).flatMap(cell -> cell.of(contender));
    String predicted = prediction.of(contender).map(each -> millis(each.millis())).orElse("-");
    return measured.map(each -> predicted + " **" + millis(each.median()) + "**").orElse(predicted);
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, value < FEW ? "%.1f" : "%.0f", value);
  }

  private Optional<Cell> cell(Place place) {
    return results.cells().stream().filter(each -> each.place().equals(place)).findFirst();
  }

  /** A way in few words. */
  static String words(Predicted predicted) {
    return predicted.cut().equals("-")
        ? "device alone"
        : predicted.cut() + ": " + predicted.transferLayer();
  }
}
