package org.scissionlite.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.Ancestors;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.FittedTransferLayer;

/**
 * What a model with transfer layers sends for some examples.
 *
 * @param tensors by the wire tensor's name, one an example
 */
public record SentTensors(Map<String, List<Tensor>> tensors) {
  public SentTensors {
    tensors = Map.copyOf(tensors);
  }

  /**
   * Runs the part of a graph up to the wire.
   *
   * @param graph from its input to the answer, with the transfer layers in it
   * @param wire the tensors that cross
   */
  public static SentTensors of(
      Engine engine, ModelGraph graph, List<TensorSpec> wire, Examples examples) {
    var before = Ancestors.of(graph, wire);
    List<Node> device =
        graph.nodes().stream().filter(node -> before.contains(node.name())).toList();
    Map<String, List<Tensor>> sent = new HashMap<>();
    wire.forEach(spec -> sent.put(spec.name(), new ArrayList<>()));
    String input = graph.inputs().get(0).name();
    try (Session session =
        engine.open(
            graph.with(graph.inputs(), wire, device), Runtime.getRuntime().availableProcessors())) {
      for (int i = 0; i < examples.size(); i++) {
        Map<String, Tensor> outputs = session.run(Map.of(input, examples.input(i)));
        sent.forEach((name, all) -> all.add(outputs.get(name)));
      }
    }
    return new SentTensors(sent);
  }

  /** The tensors that a layer sends. */
  public List<Tensor> of(FittedTransferLayer layer) {
    return tensors.get(layer.wire().name());
  }

  /** Payload bytes an image on average, checksums included. */
  public double meanBytes(List<FittedTransferLayer> layers) {
    return layers.stream()
        .mapToDouble(
            layer ->
                of(layer).stream()
                    .mapToLong(wire -> layer.codec().encode(wire).remaining())
                    .average()
                    .orElse(0))
        .sum();
  }
}
