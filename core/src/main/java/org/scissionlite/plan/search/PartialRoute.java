package org.scissionlite.plan.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.plan.scenario.Strategy;
import org.scissionlite.profile.Tier;

/**
 * A way to get to a cut: which system holds the data there, and what it cost so far.
 *
 * <p>The costs are indexed by {@link Metric}, with the still growing stage of the pipeline and the
 * accuracy lost behind them; the bottleneck's entry holds the stages that are closed.
 */
public final class PartialRoute {
  /** Index of the time of the current system's stage. */
  static final int STAGE = Metric.values().length;

  /** Index of the accuracy lost. */
  static final int LOSS = STAGE + 1;

  /** Number of costs. */
  static final int SIZE = LOSS + 1;

  private static final int LATENCY = Metric.LATENCY.index;
  private static final int BYTES = Metric.BYTES.index;
  private static final int BOTTLENECK = Metric.BOTTLENECK.index;

  /** The sender before its last hop; null at the origin. */
  public final PartialRoute sender;

  /** Index of the system that holds the data. */
  public final int system;

  /** The cut where it got them. */
  public final int cut;

  /** Index of the transfer layer they came through. */
  public final int transferLayer;

  final double[] costs;
  private final boolean split;
  private final boolean compressed;
  private final int tiersRun;

  /** At the origin, before all blocks. */
  PartialRoute(int system) {
    this(null, new Arrival(system, 0, 0), new double[SIZE], 0);
  }

  private PartialRoute(PartialRoute sender, Arrival arrival, double[] costs, int tiersRun) {
    this.sender = sender;
    this.system = arrival.system();
    this.cut = arrival.cut();
    this.transferLayer = arrival.transferLayer();
    this.costs = costs;
    this.tiersRun = tiersRun;
    split = sender != null && cut > 0;
    compressed = sender != null && (sender.compressed || transferLayer > 0);
  }

  /** Where and how data arrive. */
  record Arrival(int system, int cut, int transferLayer) {}

  /**
   * What a hop costs.
   *
   * @param loss of accuracy
   * @param sendTier index of the metric of the sender's work
   * @param receiveTier index of the metric of the receiver's work
   */
  record HopCosts(
      double send,
      double transfer,
      double receive,
      long bytes,
      double loss,
      int sendTier,
      int receiveTier) {}

  /** The same way, one block further. */
  PartialRoute run(double nanos, int tier) {
    double[] next = costs.clone();
    next[LATENCY] += nanos;
    next[tier] += nanos;
    next[STAGE] += nanos;
    return new PartialRoute(
        sender, new Arrival(system, cut, transferLayer), next, tiersRun | 1 << tier);
  }

  /** The way on, over a hop to another system. */
  PartialRoute handOver(Arrival arrival, HopCosts hop) {
    double[] next = costs.clone();
    next[LATENCY] += hop.send() + hop.transfer() + hop.receive();
    next[BYTES] += hop.bytes();
    next[LOSS] += hop.loss();
    next[hop.sendTier()] += hop.send();
    next[hop.receiveTier()] += hop.receive();
    double closed = Math.max(next[STAGE] + hop.send(), hop.transfer());
    next[BOTTLENECK] = Math.max(next[BOTTLENECK], closed);
    next[STAGE] = hop.receive();
    return new PartialRoute(this, arrival, next, tiersRun);
  }

  /**
   * Those of complete ways that no other beats in latency, bytes and loss, the fastest first; of
   * several that are equal one.
   */
  public static List<PartialRoute> unbeaten(List<PartialRoute> complete) {
    List<PartialRoute> sorted = new ArrayList<>(complete);
    sorted.sort(
        Comparator.<PartialRoute>comparingDouble(route -> route.costs[LATENCY])
            .thenComparingDouble(route -> route.costs[BYTES])
            .thenComparingDouble(route -> route.costs[LOSS]));
    List<PartialRoute> unbeaten = new ArrayList<>();
    for (PartialRoute route : sorted) {
      if (unbeaten.stream().noneMatch(faster -> faster.isAsSmallAs(route))) {
        unbeaten.add(route);
      }
    }
    return unbeaten;
  }

  private boolean isAsSmallAs(PartialRoute other) {
    return costs[BYTES] <= other.costs[BYTES] && costs[LOSS] <= other.costs[LOSS];
  }

  public boolean atOrigin() {
    return sender == null;
  }

  /** The kind of scenario so far. */
  Strategy strategy() {
    if (atOrigin()) {
      return Strategy.ON_DEVICE;
    }
    if (!split) {
      return Strategy.ON_EDGE;
    }
    return compressed ? Strategy.CUT_WITH_TL : Strategy.CUT;
  }

  /** What decides which strategies the way can still become. */
  boolean sameKind(PartialRoute other) {
    return atOrigin() == other.atOrigin()
        && tiersRun == other.tiersRun
        && split == other.split
        && compressed == other.compressed;
  }

  /** Whether a tier has run a block. */
  boolean ranOn(Tier tier) {
    return (tiersRun & 1 << Metric.timeOf(tier).index) != 0;
  }

  /** What the way costs by a metric. */
  double cost(Metric metric) {
    double cost = costs[metric.index];
    return metric == Metric.BOTTLENECK ? Math.max(cost, costs[STAGE]) : cost;
  }
}
