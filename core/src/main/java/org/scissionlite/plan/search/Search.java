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
  private final SearchSpace space;
  private final CompiledQuestion compiled;
  private final int keep;
  private final TransferModel transferModel;
  private final ParetoRoutes[][] arrivals;
  private final long[][] arrivalCounts;
  private final double[][] losses;
  private final ParetoRoutes complete;
  private long considered;

  public Search(
      SearchSpace space, CompiledQuestion compiled, TransferModel transferModel, int keep) {
    this.space = space;
    this.compiled = compiled;
    this.keep = keep;
    this.transferModel = transferModel;
    int systems = space.systems.size();
    arrivals = new ParetoRoutes[systems][space.blocks()];
    arrivalCounts = new long[systems][space.blocks()];
    losses = new double[space.blocks()][];
    Arrays.setAll(losses, space::losses);
    complete = new ParetoRoutes(compiled, keep);
  }

  /** The complete ways, best first. */
  public List<PartialRoute> run() {
    for (int s = 0; s < space.systems.size(); s++) {
      visit(s);
    }
    return complete.sorted();
  }

  /** How many ways there are, limits and strategies aside; at most the largest long. */
  public long considered() {
    return considered;
  }

  private void visit(int s) {
    SystemTable system = space.systems.get(s);
    int tier = Metric.timeOf(system.id.tier()).index;
    ParetoRoutes here = new ParetoRoutes(compiled, keep);
    long count = 0;
    if (space.isOrigin(s)) {
      here.add(new PartialRoute(s));
      count = 1;
    }
    for (int cut = 0; cut < space.blocks(); cut++) {
      handOver(s, cut, here, count);
      ParetoRoutes next = new ParetoRoutes(compiled, keep);
      if (compiled.allowsBlock(system.id.tier(), space.block(cut))) {
        double nanos = system.blockNanos[cut];
        double first = system.entryNanos + nanos;
        double further = cut == 0 ? first : nanos;
        here.sorted().forEach(route -> next.add(route.run(further, tier)));
        if (arrivals[s][cut] != null) {
          arrivals[s][cut].sorted().forEach(route -> next.add(route.run(first, tier)));
        }
        count = plus(count, arrivalCounts[s][cut]);
      } else {
        count = 0;
      }
      arrivals[s][cut] = null;
      here = next;
    }
    here.sorted().stream().filter(compiled::accepts).forEach(complete::add);
    considered = plus(considered, count);
  }

  private void handOver(int s, int cut, ParetoRoutes here, long count) {
    boolean deepEnough = !space.isOrigin(s) || compiled.allowsDepth(space.cutLayer(cut));
    boolean few = cut == 0 || compiled.allowsTensors(space.cutTensors(cut));
    if (count == 0 || !deepEnough || !few) {
      return;
    }
    SystemTable from = space.systems.get(s);
    long mostBytes = compiled.uploadLimit(from.id.tier());
    for (int layer = 0; layer < space.specs.size(); layer++) {
      if (!Double.isNaN(from.send[cut][layer])
          && from.mostBytes[cut][layer] <= mostBytes
          && compiled.allowsLoss(cut, losses[cut][layer])
          && (!space.isOrigin(s) || mayBeHeard(cut, layer))) {
        for (int t = space.firstBehind(s); t < space.systems.size(); t++) {
          if (!Double.isNaN(space.systems.get(t).receive[cut][layer])) {
            arrivalCounts[t][cut] = plus(arrivalCounts[t][cut], count);
            arrive(s, here, new PartialRoute.Arrival(t, cut, layer));
          }
        }
      }
    }
  }

  private boolean mayBeHeard(int cut, int layer) {
    return compiled.allowsToBeHeard(space.cutName(cut), space.specs.get(layer));
  }

  /** Hands the ways that one system holds over to another, as far as they can be of use there. */
  private void arrive(int s, ParetoRoutes here, PartialRoute.Arrival arrival) {
    if (here.sorted().isEmpty()) {
      return;
    }
    SystemTable from = space.systems.get(s);
    SystemTable to = space.systems.get(arrival.system());
    int cut = arrival.cut();
    int layer = arrival.transferLayer();
    ParetoRoutes there = arrivals[arrival.system()][cut];
    if (there == null) {
      there = new ParetoRoutes(compiled, keep);
      arrivals[arrival.system()][cut] = there;
    }
    Link link = space.link(s, arrival.system());
    double halves = from.send[cut][layer] + to.receive[cut][layer];
    if (there.rejects(compiled.leastCostAfter(here.cost(0), halves + link.roundTripNanos()))) {
      return;
    }
    long bytes = from.expectedBytes[cut][layer];
    Message message = new Message(bytes, space.replyBytes(cut));
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
      if (there.rejects(compiled.costAfter(here.cost(i), costs))) {
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
