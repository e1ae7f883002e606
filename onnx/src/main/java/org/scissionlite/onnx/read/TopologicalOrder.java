package org.scissionlite.onnx.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Node;

/** Puts nodes into an order in which they can run, as near to the given one as possible (Kahn). */
final class TopologicalOrder {
  private final List<Node> nodes;
  private final List<List<Integer>> readers = new ArrayList<>();
  private final int[] missing;

  private TopologicalOrder(List<Node> nodes) {
    this.nodes = nodes;
    this.missing = new int[nodes.size()];
    Map<String, Integer> producers = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      readers.add(new ArrayList<>());
      int producer = i;
      nodes.get(i).writes().forEach(output -> producers.put(output, producer));
    }
    for (int i = 0; i < nodes.size(); i++) {
      int reader = i;
      nodes
          .get(i)
          .reads()
          .filter(producers::containsKey)
          .forEach(
              read -> {
                readers.get(producers.get(read)).add(reader);
                missing[reader]++;
              });
    }
  }

  /**
   * @throws ScissionLiteException if the nodes form a cycle; names a node that waits for it
   */
  static List<Node> of(String model, List<Node> nodes) {
    return new TopologicalOrder(nodes).sort(model);
  }

  private List<Node> sort(String model) {
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < missing.length; i++) {
      if (missing[i] == 0) {
        ready.add(i);
      }
    }
    List<Node> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.remove();
      sorted.add(nodes.get(next));
      for (int reader : readers.get(next)) {
        if (--missing[reader] == 0) {
          ready.add(reader);
        }
      }
    }
    for (int i = 0; i < missing.length; i++) {
      if (missing[i] > 0) {
        throw new ScissionLiteException(
            "model '%s': node '%s' (%s) waits for its own output; the graph has a cycle"
                .formatted(model, nodes.get(i).name(), nodes.get(i).operator()));
      }
    }
    return sorted;
  }
}
