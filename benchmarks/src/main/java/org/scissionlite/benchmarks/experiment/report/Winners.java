package org.scissionlite.benchmarks.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.scissionlite.benchmarks.experiment.LinkSetting;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.chart.Picture;
import org.scissionlite.chart.WinnerMap;

/**
 * The map of who wins at which bandwidth and round trip.
 *
 * @param winners of all places
 * @param group any place of the model, class and pace
 */
record Winners(List<Winner> winners, Place group) {
  private static final int LONGEST = 36;
  private static final List<Winner.Kind> KINDS = List.of(Winner.Kind.values());

  Picture picture() {
    List<WinnerMap.Field> fields =
        winners.stream().filter(each -> group.isAlike(each.place())).map(Winners::field).toList();
    return new WinnerMap(
            "%s: who wins".formatted(group.model()),
            "%s, %s; the fastest way that loses at most 1 point. Dark frame: measured there; all else is predicted"
                .formatted(group.device().words(), group.pace()),
            LinkSetting.MEGABITS.stream().map(LinkSetting::number).toList(),
            LinkSetting.ROUND_TRIPS.stream().map(LinkSetting::number).toList(),
            KINDS.stream().map(Winner.Kind::words).toList(),
            fields)
        .picture();
  }

  private static WinnerMap.Field field(Winner winner) {
    LinkSetting link = winner.place().link();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(Locale.ROOT, "%.0f ms", winner.millis())
            + (winner.speedUp() == null
                ? ""
                : String.format(Locale.ROOT, ", %.1f x", winner.speedUp())));
    if (winner.kind() != Winner.Kind.DEVICE_ALONE) {
      lines.add(shortened(winner.cut()));
      lines.add(shortened(winner.transferLayer()));
    }
    lines.add(winner.measured() ? "measured" : "predicted");
    return new WinnerMap.Field(
        LinkSetting.MEGABITS.indexOf(link.megabits()),
        LinkSetting.ROUND_TRIPS.indexOf(link.roundTripMillis()),
        KINDS.indexOf(winner.kind()),
        winner.measured(),
        lines);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
  }
}
