package org.scissionlite.plan.question;

import java.util.List;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Layer;
import org.scissionlite.model.ModelGraph;

/** How deep a model must stay on the device, as a number of a layer. */
public final class Depth {
  private Depth() {}

  /**
   * The layer of a name, or of a number in text form.
   *
   * @throws UsageException for an unknown name; lists the valid ones
   */
  public static int ofLayer(ModelGraph graph, String name) {
    List<Layer> layers = graph.layers();
    return layers.stream()
        .filter(layer -> layer.name().equals(name) || String.valueOf(layer.index()).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UsageException.unknownName(
                    "layer", name, layers.stream().map(Layer::name).toList()))
        .index();
  }

  /**
   * The layer that ends a number of convolutions, counted in the model's order.
   *
   * @throws UsageException when the model has fewer
   */
  public static int ofConvolutions(ModelGraph graph, int convolutions) {
    List<Integer> layers =
        graph.layers().stream()
            .flatMap(
                layer ->
                    layer.nodes().stream()
                        .filter(node -> node.operator().equals("Conv"))
                        .map(node -> layer.index()))
            .toList();
    if (convolutions < 1 || convolutions > layers.size()) {
      throw new UsageException(
          "least depth: expected 1 to %d convolutions, got %d; %d is the nearest"
              .formatted(
                  layers.size(),
                  convolutions,
                  Math.max(Math.min(1, layers.size()), Math.min(convolutions, layers.size()))));
    }
    return layers.get(convolutions - 1);
  }
}
