package org.scissionlite.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A layer as the user knows it, with its number in the model.
 *
 * @param index 0 for the input, then in the order of the graph
 * @param name the layer's name; "input" for layer 0
 * @param nodes its operators; none for the input
 */
public record Layer(int index, String name, List<Node> nodes) {
  public Layer {
    nodes = List.copyOf(nodes);
  }

  static List<Layer> of(ModelGraph graph) {
    Map<String, List<Node>> byName = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      byName.computeIfAbsent(node.layer(), name -> new ArrayList<>()).add(node);
    }
    List<Layer> layers = new ArrayList<>();
    layers.add(new Layer(0, "input", List.of()));
    byName.forEach((name, nodes) -> layers.add(new Layer(layers.size(), name, nodes)));
    return List.copyOf(layers);
  }
}
