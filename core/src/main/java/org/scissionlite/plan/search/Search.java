package org.scissionlite.plan.search;

import java.util.Arrays;
import java.util.List;
import org.scissionlite.link.Link;
import org.scissionlite.link.Message;
import org.scissionlite.link.TransferModel;
import org.scissionlite.plan.scenario.Metric;

/**
 * The best ways through blocks and systems, by dynamic programming.
 *
 * <p>Systems are visited from the data outwards, and on each the cuts in order. At a cut a system
 * hands over to those behind it, takes what arrived from those before it, and runs the next block.
 * For S systems, B blocks and T transfer layers that is at most S * S * B * T hops for every kept
 * way, and S * B places that keep ways: the number of scenarios, which grows with B to the number
 * of tiers, plays no part.
 */
public final class Search {
  private final SearchSpace landscape;
  private final CompiledQuestion rules;
  private final int keep;
  private final TransferModel transferModel;
  private final ParetoRoutes[][] arrivals;
  private final long[][] arrivalCounts;
  private final double[][] losses;
  private final ParetoRoutes complete;
  private long considered;

  public Search(
      SearchSpace landscape, CompiledQuestion rules, TransferModel transferModel, int keep) {
    this.landscape = landscape;
    this.rules = rules;
    this.keep = keep;
    this.transferModel = transferModel;
    int systems = landscape.systems.size();
    arrivals = new ParetoRoutes[systems][landscape.blocks()];
    arrivalCounts = new long[systems][landscape.blocks()];
    losses = new double[landscape.blocks()][];
    Arrays.setAll(losses, landscape::losses);
    complete = new ParetoRoutes(rules, keep);
  }

  /** The complete ways, best first. */
  public List<PartialRoute> run() {
    for (int s = 0; s < landscape.systems.size(); s++) {
      visit(s);
    }
    return complete.sorted();
  }

  /** How many ways there are, limits and strategies aside; at most the largest long. */
  public long considered() {
    return considered;
  }

  private void visit(int s) {
    SystemTable system = landscape.systems.get(s);
    int tier = Metric.timeOf(system.id.tier()).index;
    ParetoRoutes here = new ParetoRoutes(rules, keep);
    long count = 0;
    if (landscape.isOrigin(s)) {
      here.add(new PartialRoute(s));
      count = 1;
    }
    for (int cut = 0; cut < landscape.blocks(); cut++) {
      handOver(s, cut, here, count);
      ParetoRoutes next = new ParetoRoutes(rules, keep);
      if (rules.allowsBlock(system.id.tier(), landscape.block(cut))) {
        double nanos = system.blockNanos[cut];
        here.sorted().forEach(label -> next.add(label.run(nanos, tier)));
        if (arrivals[s][cut] != null) {
          arrivals[s][cut].sorted().forEach(label -> next.add(label.run(nanos, tier)));
        }
        count = plus(count, arrivalCounts[s][cut]);
      } else {
        count = 0;
      }
      arrivals[s][cut] = null;
      here = next;
    }
    here.sorted().stream().filter(rules::accepts).forEach(complete::add);
    considered = plus(considered, count);
  }

  private void handOver(int s, int cut, ParetoRoutes here, long count) {
    boolean deepEnough = !landscape.isOrigin(s) || rules.allowsDepth(landscape.cutLayer(cut));
    boolean few = cut == 0 || rules.allowsTensors(landscape.cutTensors(cut));
    if (count == 0 || !deepEnough || !few) {
      return;
    }
    SystemTable from = landscape.systems.get(s);
    long mostBytes = rules.uploadLimit(from.id.tier());
    for (int layer = 0; layer < landscape.specs.size(); layer++) {
      if (!Double.isNaN(from.send[cut][layer])
          && from.sizes[cut][layer].mostBytes() <= mostBytes
          && rules.allowsLoss(cut, losses[cut][layer])
          && (!landscape.isOrigin(s) || mayBeHeard(cut, layer))) {
        for (int t = landscape.firstBehind(s); t < landscape.systems.size(); t++) {
          if (!Double.isNaN(landscape.systems.get(t).receive[cut][layer])) {
            arrivalCounts[t][cut] = plus(arrivalCounts[t][cut], count);
            arrive(s, here, new PartialRoute.Arrival(t, cut, layer));
          }
        }
      }
    }
  }

  private boolean mayBeHeard(int cut, int layer) {
    return rules.allowsToBeHeard(landscape.cutName(cut), landscape.specs.get(layer));
  }

  /** Hands the ways that one system holds over to another, as far as they can be of use there. */
  private void arrive(int s, ParetoRoutes here, PartialRoute.Arrival arrival) {
    if (here.sorted().isEmpty()) {
      return;
    }
    SystemTable from = landscape.systems.get(s);
    SystemTable to = landscape.systems.get(arrival.system());
    int cut = arrival.cut();
    int layer = arrival.transferLayer();
    ParetoRoutes there = arrivals[arrival.system()][cut];
    if (there == null) {
      there = new ParetoRoutes(rules, keep);
      arrivals[arrival.system()][cut] = there;
    }
    Link link = landscape.link(s, arrival.system());
    double halves = from.send[cut][layer] + to.receive[cut][layer];
    if (there.rejects(rules.leastCostAfter(here.cost(0), halves + link.roundTripNanos()))) {
      return;
    }
    long bytes = from.sizes[cut][layer].expectedBytes();
    Message message = new Message(bytes, landscape.replyBytes());
    PartialRoute.HopCosts costs =
        new PartialRoute.HopCosts(
            from.send[cut][layer],
            (double) transferModel.transferNanos(link, message),
            to.receive[cut][layer],
            bytes,
            losses[cut][layer],
            Metric.timeOf(from.id.tier()).index,
            Metric.timeOf(to.id.tier()).index);
    for (int i = 0; i < here.sorted().size(); i++) {
      if (there.rejects(rules.costAfter(here.cost(i), costs))) {
        return;
      }
      there.add(here.sorted().get(i).handOver(arrival, costs));
    }
  }

  private static long plus(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
