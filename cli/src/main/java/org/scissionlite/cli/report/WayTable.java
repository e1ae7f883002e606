package org.scissionlite.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.link.Link;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Route;
import org.scissionlite.plan.scenario.Segment;
import org.scissionlite.profile.SystemId;

/**
 * The ways to run a model, small enough for thousands of them in a page: systems, cuts and links
 * stand there once, and ways name them by their place.
 *
 * @param systems in the order in which they came
 * @param cuts likewise
 * @param links likewise
 * @param ways the best first
 */
record WayTable(List<SystemId> systems, List<Hop.CutPoint> cuts, List<Link> links, List<Way> ways) {
  WayTable {
    systems = List.copyOf(systems);
    cuts = List.copyOf(cuts);
    links = List.copyOf(links);
    ways = List.copyOf(ways);
  }

  /**
   * A way.
   *
   * @param segments what runs where, in order
   * @param hops what is sent between them
   * @param loss of accuracy; null where it is not known
   * @param scenario its name in a bundle; null where it is in none
   * @param layerTimes where the times of its transfer layer come from; empty for the profiles
   */
  record Way(
      List<Part> segments, List<Message> hops, WayLoss loss, String scenario, String layerTimes) {}

  /**
   * The blocks that a system runs.
   *
   * @param system its place in the table
   */
  record Part(
      int system, int firstBlock, int lastBlock, int firstLayer, int lastLayer, long nanos) {}

  /**
   * What is sent.
   *
   * @param from the sender's place in the table
   * @param to the receiver's
   * @param cut the cut's
   * @param link the link's
   * @param bytes of the payload
   * @param bytesKnown whether somebody counted them; if not, it is the most that can be
   * @param there what TCP carries for them
   * @param tail what TCP carries for as many bytes as 95 of 100 messages keep to
   * @param back what TCP carries for the answer
   */
  record Message(
      int from,
      int to,
      int cut,
      int link,
      String transferLayer,
      long bytes,
      boolean bytesKnown,
      double there,
      double tail,
      double back,
      long sendNanos,
      long receiveNanos) {}

  /** Collects ways. */
  static final class Builder {
    private final Map<SystemId, Integer> systems = new LinkedHashMap<>();
    private final Map<Hop.CutPoint, Integer> cuts = new LinkedHashMap<>();
    private final Map<Link, Integer> links = new LinkedHashMap<>();
    private final List<Way> ways = new ArrayList<>();

    Builder add(Route route, WayLoss loss, String scenario, String layerTimes) {
      ways.add(
          new Way(
              route.segments().stream().map(this::part).toList(),
              route.hops().stream().map(this::message).toList(),
              loss,
              scenario,
              layerTimes));
      return this;
    }

    WayTable build() {
      return new WayTable(
          List.copyOf(systems.keySet()),
          List.copyOf(cuts.keySet()),
          List.copyOf(links.keySet()),
          ways);
    }

    private Part part(Segment segment) {
      return new Part(
          place(systems, segment.system()),
          segment.firstBlock(),
          segment.lastBlock(),
          segment.firstLayer(),
          segment.lastLayer(),
          segment.executionNanos());
    }

    private Message message(Hop hop) {
      Hop.Payload payload = hop.payload();
      return new Message(
          place(systems, hop.from()),
          place(systems, hop.to()),
          place(cuts, hop.cut()),
          place(links, hop.link()),
          payload.transferLayer(),
          payload.wireBytes(),
          payload.hasKnownSize(),
          hop.link().framing().streamBytes(payload.wireBytes()),
          hop.link().framing().streamBytes(payload.size().p95Bytes()),
          hop.link().framing().streamBytes(payload.replyBytes()),
          hop.time().sendNanos(),
          hop.time().receiveNanos());
    }

    private static <T> int place(Map<T, Integer> places, T value) {
      return places.computeIfAbsent(value, key -> places.size());
    }
  }
}
