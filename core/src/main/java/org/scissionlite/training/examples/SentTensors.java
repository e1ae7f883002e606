package org.scissionlite.training.examples;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
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
   * Runs the part of a model up to the wire.
   *
   * @param part with one input; its outputs are the wire tensors
   */
  public static SentTensors of(FeatureExamples.Part part, Examples examples) {
    ModelGraph head = part.head();
    String input = head.inputs().get(0).name();
    Map<String, List<Tensor>> sent = new HashMap<>();
    head.outputs().forEach(spec -> sent.put(spec.name(), new ArrayList<>()));
    try (Session session = part.engine().open(head, part.threads())) {
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
    return layers.stream().mapToDouble(layer -> layer.codec().meanBytes(of(layer))).sum();
  }
}
