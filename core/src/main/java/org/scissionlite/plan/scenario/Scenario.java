package org.scissionlite.plan.scenario;

import java.util.List;
import org.scissionlite.error.UsageException;

/** One way to run the model, with what it is predicted to cost. */
public sealed interface Scenario {
  /** Which system runs what, and what is sent between them. */
  Route route();

  /** The kind of scenario. */
  Strategy strategy();

  /** The scenario of a route. */
  static Scenario of(Route route) {
    if (route.hops().isEmpty()) {
      return new OnDevice(route);
    }
    return route.segments().size() == 1 ? new OnEdge(route) : new Cut(route);
  }

  /** Predicted time from input to answer. */
  default long latencyNanos() {
    return route().breakdown().totalNanos();
  }

  /** Bytes sent over all links. */
  default long wireBytes() {
    return route().wireBytes();
  }

  /**
   * The transfer layers whose bytes nobody counted, so that the most that they can send is what the
   * scenario competes with.
   */
  default List<String> layersOfUnknownSize() {
    return route().hops().stream()
        .map(Hop::payload)
        .filter(payload -> !payload.hasKnownSize())
        .map(Hop.Payload::transferLayer)
        .distinct()
        .toList();
  }

  /** The system that holds the input runs the whole model. */
  record OnDevice(Route route) implements Scenario {
    public OnDevice {
      check(route.hops().isEmpty(), "on-device", route);
    }

    @Override
    public Strategy strategy() {
      return Strategy.ON_DEVICE;
    }
  }

  /** The input is sent, and one other system (edge or cloud) runs the whole model. */
  record OnEdge(Route route) implements Scenario {
    public OnEdge {
      check(route.hops().size() == 1 && route.segments().size() == 1, "on-edge", route);
    }

    @Override
    public Strategy strategy() {
      return Strategy.ON_EDGE;
    }
  }

  /** Several systems hold blocks. */
  record Cut(Route route) implements Scenario {
    public Cut {
      check(route.segments().size() > 1, "cut", route);
    }

    @Override
    public Strategy strategy() {
      return route.hops().stream().anyMatch(Hop::hasTransferLayer)
          ? Strategy.CUT_WITH_TL
          : Strategy.CUT;
    }
  }

  private static void check(boolean fits, String kind, Route route) {
    if (!fits) {
      throw new UsageException("no %s scenario: %s".formatted(kind, route.config()));
    }
  }
}
