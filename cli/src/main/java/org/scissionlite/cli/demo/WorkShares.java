package org.scissionlite.cli.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.scissionlite.block.Block;
import org.scissionlite.block.BlockChain;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.MultiplyAdds;

/**
 * How much of a model's multiply-adds lies before each of its cuts.
 *
 * @param before shares from 0 to 1 by the cut's name, in the model's order
 */
record WorkShares(Map<String, Double> before) {

  static WorkShares of(ModelGraph graph) {
    double total = MultiplyAdds.of(graph, graph.nodes());
    Map<String, Double> before = new LinkedHashMap<>();
    long done = 0;
    for (Block block : BlockChain.of(graph).blocks()) {
      before.put(block.input().name(), done / total);
      done += MultiplyAdds.of(graph, block.nodes());
    }
    return new WorkShares(before);
  }

  /** The first cut: the input. */
  String first() {
    return before.keySet().iterator().next();
  }

  /** The share before a cut. */
  double of(String cut) {
    Double share = before.get(cut);
    if (share == null) {
      throw UsageException.unknownName("cut", cut, before.keySet());
    }
    return share;
  }

  /** The cut with the share that is nearest; of several the last, which sends the least. */
  String nearest(double share) {
    double distance = distance(share);
    return before.entrySet().stream()
        .filter(cut -> Math.abs(cut.getValue() - share) <= distance)
        .map(Map.Entry::getKey)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private double distance(double share) {
    return before.values().stream().mapToDouble(each -> Math.abs(each - share)).min().orElseThrow();
  }
}
