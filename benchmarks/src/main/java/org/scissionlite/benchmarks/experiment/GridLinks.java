package org.scissionlite.benchmarks.experiment;

import java.util.Comparator;
import java.util.Map;
import org.scissionlite.link.Link;
import org.scissionlite.link.Window;

/**
 * Links of the grid: those that were probed as they were found, others as the nearest probed one
 * would be at their bandwidth and round trip.
 *
 * @param probed as one class of devices sees them; at least one
 */
public record GridLinks(Map<LinkSetting, Link> probed) {
  public GridLinks {
    probed = Map.copyOf(probed);
  }

  /** The link of a setting. */
  public Link of(LinkSetting setting) {
    LinkSetting near =
        probed.keySet().stream()
            .min(
                Comparator.comparingDouble((LinkSetting each) -> distance(each, setting))
                    .thenComparing(LinkSetting::id))
            .orElseThrow();
    return near.equals(setting) ? probed.get(near) : moved(probed.get(near), near, setting);
  }

  /** In octaves of bandwidth and round trip. */
  private static double distance(LinkSetting one, LinkSetting other) {
    return Math.abs(Math.log(one.megabits() / other.megabits()))
        + Math.abs(Math.log(one.roundTripMillis() / other.roundTripMillis()));
  }

  private static Link moved(Link link, LinkSetting from, LinkSetting to) {
    double longer = to.roundTripMillis() - from.roundTripMillis();
    Window window = link.window();
    return link.withMegabitsPerSecond(link.megabitsPerSecond() * to.megabits() / from.megabits())
        .withRoundTripMillis(Math.max(0, link.roundTripMillis() + longer))
        .withWindow(
            new Window(
                window.initialBytes(),
                window.growth(),
                window.mostBytes(),
                Math.max(Window.LEAST_RESTART_MILLIS, window.restartMillis() + longer)));
  }
}
