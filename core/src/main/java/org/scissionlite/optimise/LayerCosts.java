package org.scissionlite.optimise;

import java.util.HashMap;
import java.util.Map;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.WireSize;

/**
 * What a transfer layer costs at one cut.
 *
 * @param spec such as "transform:step=0.5"
 * @param size what it sends
 * @param halves the time of both halves on each system
 * @param source how these times are known, for a person
 */
public record LayerCosts(String spec, WireSize size, Map<SystemId, Halves> halves, String source) {
  /** A layer that sends nothing and takes no time: what no real one can beat. */
  private static final String FREE = "nothing";

  public LayerCosts {
    halves = Map.copyOf(halves);
  }

  /**
   * The time of the halves of a transfer layer on one system.
   *
   * @param send DeviceTL, its codec included
   * @param receive EdgeTL, its codec included
   */
  public record Halves(Timing send, Timing receive) {
    static final Halves NONE = new Halves(Timing.none(), Timing.none());
  }

  /** A layer that takes no time and sends so many bytes. */
  static LayerCosts free(long bytes) {
    return new LayerCosts(FREE, WireSize.fixed(bytes), Map.of(), "");
  }

  /** This layer when it sends something else. */
  public LayerCosts sending(WireSize other) {
    return new LayerCosts(spec, other, halves, source);
  }

  /** This layer when it sends as much as 95 of 100 messages keep to. */
  LayerCosts atTail() {
    return sending(WireSize.fixed(size.p95Bytes()));
  }

  /** A layer that costs a multiple of the bytes and of the time. */
  public LayerCosts times(double factor) {
    Map<SystemId, Halves> changed = new HashMap<>();
    halves.forEach(
        (system, each) ->
            changed.put(
                system, new Halves(each.send().times(factor), each.receive().times(factor))));
    long bytes = Math.round(factor * size.expectedBytes());
    return new LayerCosts(spec, WireSize.fixed(bytes), changed, source);
  }

  TransferLayerProfile on(SystemId system) {
    Halves here = halves.getOrDefault(system, Halves.NONE);
    return new TransferLayerProfile(spec, size, here.send(), here.receive());
  }
}
