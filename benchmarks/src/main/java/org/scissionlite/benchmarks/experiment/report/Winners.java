package org.scissionlite.benchmarks.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.Contender;
import org.scissionlite.benchmarks.experiment.LinkSetting;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Predicted;
import org.scissionlite.benchmarks.experiment.Prediction;
import org.scissionlite.chart.Picture;
import org.scissionlite.chart.WinnerMap;

/**
 * The map of who wins at which bandwidth and round trip.
 *
 * @param results of which
 * @param group any place of the model, class and pace
 */
record Winners(Results results, Place group) {
  private static final List<String> KINDS =
      List.of(
          "device alone",
          "picture as pixels, JPEG or WebP",
          "picture through our TL",
          "cut without a TL",
          "cut with our TL");
  private static final int LONGEST = 30;

  Picture picture() {
    List<WinnerMap.Field> fields = new ArrayList<>();
    for (Prediction prediction : results.predictions()) {
      Place place = prediction.place();
      Place here = new Place(group.model(), group.device(), place.link(), group.intervalMillis());
      if (place.equals(here)) {
        prediction.of(Contender.OURS).ifPresent(best -> fields.add(field(prediction, best)));
      }
    }
    return new WinnerMap(
            "%s: who wins".formatted(group.model()),
            "%s, %s; the fastest way that loses at most 1 point, predicted, and how much faster than the device alone"
                .formatted(group.device().words(), group.pace()),
            LinkSetting.MEGABITS.stream().map(Winners::number).toList(),
            LinkSetting.ROUND_TRIPS.stream().map(Winners::number).toList(),
            KINDS,
            fields)
        .picture();
  }

  private WinnerMap.Field field(Prediction prediction, Predicted best) {
    LinkSetting link = prediction.place().link();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%.0f ms%s",
            best.millis(),
            prediction
                .of(Contender.DEVICE_ALONE)
                .map(
                    alone -> String.format(Locale.ROOT, ", %.1f x", alone.millis() / best.millis()))
                .orElse("")));
    lines.add(shortened(best.cut().equals("-") ? "" : best.cut()));
    lines.add(shortened(best.cut().equals("-") ? "" : best.transferLayer()));
    cell(prediction.place())
        .flatMap(cell -> cell.of(Contender.OURS))
        .ifPresent(
            found -> lines.add(String.format(Locale.ROOT, "measured: %.0f ms", found.median())));
    lines.removeIf(String::isEmpty);
    return new WinnerMap.Field(
        LinkSetting.MEGABITS.indexOf(link.megabits()),
        LinkSetting.ROUND_TRIPS.indexOf(link.roundTripMillis()),
        kind(best),
        lines);
  }

  private Optional<Cell> cell(Place place) {
    return results.cells().stream().filter(each -> each.place().equals(place)).findFirst();
  }

  /** The place of a way among the kinds. */
  static int kind(Predicted best) {
    if (best.cut().equals("-")) {
      return 0;
    }
    boolean isPicture = best.transferLayer().matches("(none|pixels|jpeg|webp).*");
    if (best.cut().equals("input")) {
      return isPicture ? 1 : 2;
    }
    return best.transferLayer().equals("none") ? 3 : 4;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf(value);
  }
}
