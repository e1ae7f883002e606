package org.scissionlite.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.Cut;
import org.scissionlite.block.NodeSides;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.FreeNames;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/** Puts transfer layers at a cut: the paper's Inserter. */
public final class Inserter {
  private Inserter() {}

  /**
   * The model with a fitted transfer layer at each tensor of a cut. What the layers bring along is
   * given other names where the model has theirs already. An output that the cut keeps is answered
   * as it is before the layers.
   *
   * @param layers one for each tensor of the cut, in its order
   * @throws ScissionLiteException if a layer was fitted to another tensor, or the model's opset is
   *     older than the layers'
   */
  public static InsertedModel insert(ModelGraph graph, Cut cut, List<FittedTransferLayer> layers) {
    List<FittedTransferLayer> guarded =
        layers.stream().map(layer -> FusionGuard.apply(graph, layer)).toList();
    check(graph, cut, guarded);
    FreeNames free = FreeNames.in(graph);
    return insertNamed(graph, cut, guarded.stream().map(layer -> layer.named(free)).toList());
  }

  private static InsertedModel insertNamed(
      ModelGraph graph, Cut cut, List<FittedTransferLayer> layers) {
    NodeSides sides = NodeSides.of(graph, cut.ends());
    Map<String, String> restoredNames = new HashMap<>();
    layers.forEach(
        layer ->
            restoredNames.put(layer.encoder().input().name(), layer.decoder().output().name()));
    List<Node> nodes = new ArrayList<>(sides.before());
    layers.forEach(layer -> nodes.addAll(layer.encoder().nodes()));
    layers.forEach(layer -> nodes.addAll(layer.decoder().nodes()));
    sides.behind().stream()
        .filter(node -> !sides.before().contains(node))
        .forEach(node -> nodes.add(rename(node, restoredNames)));
    return new InsertedModel(withLayers(graph, nodes, layers), cut, layers);
  }

  private static void check(ModelGraph graph, Cut cut, List<FittedTransferLayer> layers) {
    List<TensorSpec> fitted = layers.stream().map(layer -> layer.encoder().input()).toList();
    if (!fitted.equals(cut.tensors())) {
      throw new ScissionLiteException(
          "cut '%s': expected transfer layers for %s, got them for %s"
              .formatted(cut.name(), cut.tensors(), fitted));
    }
    boolean newOperators = layers.stream().anyMatch(layer -> !layer.encoder().isIdentity());
    if (newOperators && graph.opset() < 13) {
      throw new ScissionLiteException(
          "model '%s' has opset %d; transfer layers need opset 13 or later"
              .formatted(graph.name(), graph.opset()));
    }
  }

  private static Node rename(Node node, Map<String, String> names) {
    if (node.captures().anyMatch(names::containsKey)) {
      throw new ScissionLiteException(
          "node '%s' (%s) reads the cut's tensor inside its body; choose another cut"
              .formatted(node.name(), node.operator()));
    }
    return node.withInputs(
        node.inputs().stream().map(input -> names.getOrDefault(input, input)).toList());
  }

  private static ModelGraph withLayers(
      ModelGraph graph, List<Node> nodes, List<FittedTransferLayer> layers) {
    Map<String, Tensor> initializers = new LinkedHashMap<>(graph.initializers());
    Map<String, TensorType> types = new HashMap<>(graph.types());
    for (FittedTransferLayer layer : layers) {
      initializers.putAll(layer.encoder().constants());
      initializers.putAll(layer.decoder().constants());
      types.put(layer.encoder().input().name(), layer.encoder().input().type());
      types.put(layer.wire().name(), layer.wire().type());
      types.put(layer.decoder().output().name(), layer.decoder().output().type());
    }
    List<TensorSpec> inputs = new ArrayList<>(graph.inputs());
    layers.forEach(layer -> inputs.addAll(layer.encoder().settings()));
    return new ModelGraph(
            graph.name(), graph.opsets(), inputs, graph.outputs(), nodes, initializers, types)
        .withoutUnread();
  }
}
