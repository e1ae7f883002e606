package org.scissionlite.plan.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.scissionlite.link.Link;
import org.scissionlite.link.Message;
import org.scissionlite.link.Network;
import org.scissionlite.link.TransferModel;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Route;
import org.scissionlite.plan.scenario.Scenario;

/**
 * A property of the links that leave the device, as something to vary. Its coordinate is what
 * latencies are linear in, piece by piece.
 */
public enum LinkVariation {
  /** Mbit/s; the coordinate is its inverse. */
  BANDWIDTH {
    @Override
    double coordinate(double value) {
      return 1 / value;
    }

    @Override
    double value(double coordinate) {
      return 1 / coordinate;
    }

    @Override
    Link apply(Link link, double coordinate) {
      return link.withMegabitsPerSecond(1 / coordinate);
    }

    @Override
    double kink(Link link, double windowBytes) {
      return link.roundTripMillis() * BYTES_PER_MEGABIT_MILLI / windowBytes;
    }
  },
  /** The round trip in milliseconds. */
  ROUND_TRIP {
    @Override
    double coordinate(double value) {
      return value;
    }

    @Override
    double value(double coordinate) {
      return coordinate;
    }

    @Override
    Link apply(Link link, double coordinate) {
      return link.withRoundTripMillis(coordinate);
    }

    @Override
    double kink(Link link, double windowBytes) {
      return windowBytes / (link.megabitsPerSecond() * BYTES_PER_MEGABIT_MILLI);
    }
  };

  /** Bytes that one Mbit/s carries in a millisecond. */
  private static final double BYTES_PER_MEGABIT_MILLI = 125;

  abstract double coordinate(double value);

  abstract double value(double coordinate);

  abstract Link apply(Link link, double coordinate);

  /** The coordinate at which a window of TCP just fills the link. */
  abstract double kink(Link link, double windowBytes);

  /** The value of a link. */
  public double of(Link link) {
    return this == BANDWIDTH ? link.megabitsPerSecond() : link.roundTripMillis();
  }

  Network apply(Network network, List<String> sources, double coordinate) {
    return network.mapLinksFrom(sources, link -> apply(link, coordinate));
  }

  /** A scenario as it would be at a value of its first links; its way stays. */
  public Scenario at(double value, Scenario scenario, TransferModel model) {
    return apply(scenario, model, coordinate(value));
  }

  /** A scenario as it would be; its way stays, its transfers from the origin change. */
  Scenario apply(Scenario scenario, TransferModel model, double coordinate) {
    Route route = scenario.route();
    List<Hop> hops = new ArrayList<>();
    for (Hop hop : route.hops()) {
      boolean leaves = hop.from().tier() == route.origin().tier();
      hops.add(leaves ? hop.over(apply(hop.link(), coordinate), model) : hop);
    }
    return Scenario.of(new Route(route.segments(), hops));
  }

  /** Where the times of messages over links bend, strictly between two coordinates, in order. */
  List<Double> kinks(Stream<Link> links, Set<Message> messages, TransferModel model, Ends ends) {
    return links
        .flatMap(
            link ->
                messages.stream()
                    .flatMap(message -> model.bends(link, message).stream())
                    .map(window -> kink(link, window)))
        .filter(kink -> kink > ends.low() && kink < ends.high())
        .distinct()
        .sorted()
        .toList();
  }

  /** Two coordinates. */
  record Ends(double low, double high) {
    static Ends of(double one, double other) {
      return new Ends(Math.min(one, other), Math.max(one, other));
    }
  }
}
