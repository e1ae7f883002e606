package org.scissionlite.zoo.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scissionlite.zoo.layer.Network.DraftLayer;

/**
 * The order of model.layers in a functional Keras model, which the reference's layer numbers
 * follow.
 *
 * <p>The depth of a layer is the number of layers on the longest way from it to the output. Deeper
 * layers come first; among layers of one depth, those that a walk from the output meets first,
 * which follows the inputs of every layer in their order, each to its end.
 */
final class KerasOrder {
  private final Map<String, DraftLayer> layers;
  private final Map<String, Integer> visitOf = new LinkedHashMap<>();
  private final Set<String> inputsFirst = new LinkedHashSet<>();

  private KerasOrder(Map<String, DraftLayer> layers) {
    this.layers = layers;
  }

  /** The layers that the output depends on, in Keras's order: the input first. */
  static List<DraftLayer> of(Map<String, DraftLayer> layers, String output) {
    return new KerasOrder(layers).from(output);
  }

  private List<DraftLayer> from(String output) {
    visit(output);
    Map<String, Integer> depthOf = depths();
    return visitOf.keySet().stream()
        .sorted(
            Comparator.comparing((String layer) -> depthOf.get(layer))
                .reversed()
                .thenComparing(visitOf::get))
        .map(layers::get)
        .toList();
  }

  private void visit(String layer) {
    if (visitOf.putIfAbsent(layer, visitOf.size()) == null) {
      layers.get(layer).sources().forEach(this::visit);
      inputsFirst.add(layer);
    }
  }

  private Map<String, Integer> depths() {
    Map<String, Integer> depthOf = new HashMap<>();
    List<String> outputFirst = new ArrayList<>(inputsFirst);
    Collections.reverse(outputFirst);
    for (String layer : outputFirst) {
      int depth = depthOf.computeIfAbsent(layer, unseen -> 0);
      layers.get(layer).sources().forEach(source -> depthOf.merge(source, depth + 1, Math::max));
    }
    return depthOf;
  }
}
