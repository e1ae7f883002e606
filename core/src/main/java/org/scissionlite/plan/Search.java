package org.scissionlite.plan;

import java.util.List;
import org.scissionlite.link.TransferModel;
import org.scissionlite.profile.Tier;

/**
 * The best ways through blocks and systems, by dynamic programming.
 *
 * <p>Systems are visited from the data outwards, and on each the cuts in order. At a cut a system
 * hands over to those behind it, takes what arrived from those before it, and runs the next block.
 * For S systems, B blocks and T transfer layers that is at most S * S * B * T hops for every kept
 * way, and S * B places that keep ways: the number of scenarios, which grows with B to the number
 * of tiers, plays no part.
 */
final class Search {
  private final Landscape landscape;
  private final Rules rules;
  private final int keep;
  private final TransferModel transferModel;
  private final Labels[][] arrivals;
  private final long[][] arrivalCounts;
  private final Labels complete;
  private long considered;

  Search(Landscape landscape, Rules rules, TransferModel transferModel, int keep) {
    this.landscape = landscape;
    this.rules = rules;
    this.keep = keep;
    this.transferModel = transferModel;
    int systems = landscape.systems.size();
    arrivals = new Labels[systems][landscape.blocks()];
    arrivalCounts = new long[systems][landscape.blocks()];
    complete = new Labels(rules, keep);
  }

  /** The complete ways, best first. */
  List<Label> run() {
    for (int s = 0; s < landscape.systems.size(); s++) {
      visit(s);
    }
    return complete.sorted();
  }

  /** How many ways there are, limits and strategies aside; at most the largest long. */
  long considered() {
    return considered;
  }

  private void visit(int s) {
    SystemTable system = landscape.systems.get(s);
    int tier = Metric.timeOf(system.id.tier()).index;
    Labels here = new Labels(rules, keep);
    long count = 0;
    if (landscape.isOrigin(s)) {
      here.add(new Label(s));
      count = 1;
    }
    for (int cut = 0; cut < landscape.blocks(); cut++) {
      handOver(s, cut, here, count);
      Labels next = new Labels(rules, keep);
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

  private void handOver(int s, int cut, Labels here, long count) {
    if (count == 0) {
      return;
    }
    SystemTable from = landscape.systems.get(s);
    Tier tier = from.id.tier();
    int cutLayer = landscape.cutLayer(cut);
    for (int t = landscape.firstBehind(s); t < landscape.systems.size(); t++) {
      SystemTable to = landscape.systems.get(t);
      for (int layer = 0; layer < landscape.specs.size(); layer++) {
        double send = from.send[cut][layer];
        double receive = to.receive[cut][layer];
        long bytes = from.wireBytes[cut][layer];
        double loss = landscape.loss(cut, layer);
        if (!Double.isNaN(send + receive)
            && rules.allowsLoss(loss)
            && rules.allowsHop(tier, landscape.isOrigin(s), cutLayer, bytes)) {
          double transfer = (double) transferModel.transferNanos(landscape.link(s, t), bytes);
          Label.HopCosts costs =
              new Label.HopCosts(
                  send,
                  transfer,
                  receive,
                  bytes,
                  loss,
                  Metric.timeOf(tier).index,
                  Metric.timeOf(to.id.tier()).index);
          arrivalCounts[t][cut] = plus(arrivalCounts[t][cut], count);
          arrive(here, new Label.Arrival(t, cut, layer), costs);
        }
      }
    }
  }

  private void arrive(Labels here, Label.Arrival arrival, Label.HopCosts costs) {
    Labels there = arrivals[arrival.system()][arrival.cut()];
    if (there == null) {
      there = new Labels(rules, keep);
      arrivals[arrival.system()][arrival.cut()] = there;
    }
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
