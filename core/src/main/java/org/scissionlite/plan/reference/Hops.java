package org.scissionlite.plan.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;

/** Transfer times by the reference's formula, {@code ping + bytes / bandwidth}. */
final class Hops {
  private final Map<Measured, Map<Measured, Link>> links = new HashMap<>();

  /** Adds the links from every sender to every receiver; all must be there. */
  Hops connect(List<Measured> senders, List<Measured> receivers, Network network) {
    for (Measured sender : senders) {
      Map<Measured, Link> from = links.computeIfAbsent(sender, key -> new HashMap<>());
      receivers.forEach(to -> from.put(to, network.link(sender.name, to.name)));
    }
    return this;
  }

  double seconds(Measured from, Measured to, double bytes) {
    Link link = links.get(from).get(to);
    return link.roundTripMillis() / 1e3 + bytes / link.bytesPerSecond();
  }
}
