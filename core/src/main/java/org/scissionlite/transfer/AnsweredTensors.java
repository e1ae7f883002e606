package org.scissionlite.transfer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.FreeNames;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/**
 * Tensors of a cut that the model also answers with. The edge answers with what EdgeTL restores, so
 * that tensor gets the output's name, and the one before DeviceTL another.
 *
 * @param before the names before DeviceTL, by those of the outputs
 */
record AnsweredTensors(Map<String, String> before) {
  static AnsweredTensors of(ModelGraph graph, List<FittedTransferLayer> layers, FreeNames free) {
    Set<String> outputs =
        graph.outputs().stream().map(TensorSpec::name).collect(Collectors.toSet());
    Map<String, String> before = new LinkedHashMap<>();
    for (FittedTransferLayer layer : layers) {
      String name = layer.encoder().input().name();
      if (outputs.contains(name) && !isPassedOn(layer)) {
        before.put(name, free.take(name + "/DeviceTL/whole"));
      }
    }
    return new AnsweredTensors(before);
  }

  private static boolean isPassedOn(FittedTransferLayer layer) {
    return layer.encoder().isIdentity() && layer.decoder().isIdentity();
  }

  /** The graph with these tensors, as they are before DeviceTL, under their other names. */
  ModelGraph renamed(ModelGraph graph) {
    if (before.isEmpty()) {
      return graph;
    }
    Map<String, TensorType> types = new HashMap<>();
    graph.types().forEach((name, type) -> types.put(renamed(name), type));
    return new ModelGraph(
        graph.name(),
        graph.opsets(),
        graph.inputs(),
        graph.outputs().stream()
            .map(output -> new TensorSpec(renamed(output.name()), output.type()))
            .toList(),
        graph.nodes().stream().map(this::renamed).toList(),
        graph.initializers(),
        types);
  }

  private Node renamed(Node node) {
    if (node.captures().anyMatch(before::containsKey)) {
      throw new ScissionLiteException(
          "node '%s' (%s) reads the cut's tensor inside its body; choose another cut"
              .formatted(node.name(), node.operator()));
    }
    return new Node(
        node.name(),
        node.layer(),
        node.domain(),
        node.operator(),
        node.inputs().stream().map(this::renamed).toList(),
        node.outputs().stream().map(this::renamed).toList(),
        node.attributes());
  }

  private String renamed(String tensor) {
    return before.getOrDefault(tensor, tensor);
  }

  /** The layer between the two names. */
  FittedTransferLayer renamed(FittedTransferLayer layer, FreeNames free) {
    String output = layer.encoder().input().name();
    if (!before.containsKey(output)) {
      return layer;
    }
    Fragment encoder = layer.encoder().readingFrom(before.get(output));
    Fragment decoder = layer.decoder().readingFrom(encoder.output().name());
    TensorSpec restored = decoder.output();
    String name = free.take(output + "/EdgeTL/answer");
    Node answer =
        new Node(name, name, "", "Identity", List.of(restored.name()), List.of(output), Map.of());
    Fragment answering =
        new Fragment(restored, new TensorSpec(output, restored.type()), List.of(answer), Map.of());
    return new FittedTransferLayer(layer.spec(), encoder, decoder.then(answering), layer.codec());
  }
}
