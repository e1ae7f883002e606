package org.scissionlite.plan.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.link.Link;
import org.scissionlite.link.Message;
import org.scissionlite.link.TransferModel;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Scenario;

/** Where two scenarios are equally fast. */
final class BreakEvenPoint {
  private static final double LEAST = 0.01;
  private static final double MOST = 100_000;

  private final Scenario best;
  private final Scenario next;
  private final TransferModel model;

  BreakEvenPoint(Scenario best, Scenario next, TransferModel model) {
    this.best = best;
    this.next = next;
    this.model = model;
  }

  /** The value now, and the nearest at which both are equally fast. */
  record Found(double now, double then) {}

  /** The crossing over a property of the links from the origin; nothing where there is none. */
  Optional<Found> ofLinks(LinkVariation variation) {
    Optional<Link> link =
        Stream.of(best, next)
            .flatMap(scenario -> scenario.route().hops().stream())
            .map(Hop::link)
            .findFirst();
    return link.flatMap(
        known -> {
          double now = variation.of(known);
          return crossings(variation, known).stream()
              .min(Comparator.comparingDouble(value -> Math.abs(Math.log(value / now))))
              .map(value -> new Found(now, value));
        });
  }

  private List<Double> crossings(LinkVariation variation, Link link) {
    LinkVariation.Ends all =
        LinkVariation.Ends.of(variation.coordinate(LEAST), variation.coordinate(MOST));
    List<Double> ends = new ArrayList<>();
    ends.add(all.low());
    ends.addAll(variation.kinks(Stream.of(link), messages(), model, all));
    ends.add(all.high());
    List<Double> values = new ArrayList<>();
    for (int i = 0; i + 1 < ends.size(); i++) {
      double low = ends.get(i);
      double high = ends.get(i + 1);
      double atLow = difference(variation, low);
      double atHigh = difference(variation, high);
      if (atLow * atHigh < 0) {
        values.add(variation.value(low + (high - low) * atLow / (atLow - atHigh)));
      }
    }
    return values;
  }

  private Set<Message> messages() {
    return Stream.of(best, next)
        .flatMap(scenario -> scenario.route().hops().stream())
        .map(hop -> hop.payload().message())
        .collect(Collectors.toSet());
  }

  private double difference(LinkVariation variation, double coordinate) {
    return (double)
        (variation.apply(next, model, coordinate).latencyNanos()
            - variation.apply(best, model, coordinate).latencyNanos());
  }
}
