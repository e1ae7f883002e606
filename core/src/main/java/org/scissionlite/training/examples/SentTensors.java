package org.scissionlite.training.examples;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.transfer.Dial;
import org.scissionlite.transfer.FittedTransferLayer;

/**
 * What a model with transfer layers sends for some examples.
 *
 * @param tensors by the wire tensor's name, one an example and step
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
    return of(part, examples, 1);
  }

  /**
   * Runs the part of a model up to the wire, each example with each step of its dial.
   *
   * @param part with one input beside the dial; its outputs are the wire tensors
   * @param steps of the dial; 1 without one
   */
  public static SentTensors of(FeatureExamples.Part part, Examples examples, int steps) {
    ModelGraph head = part.head();
    String input = head.inputs().get(0).name();
    Map<String, List<Tensor>> sent = new HashMap<>();
    head.outputs().forEach(spec -> sent.put(spec.name(), new ArrayList<>()));
    try (Session session = part.engine().open(head, part.threads())) {
      for (int i = 0; i < examples.size(); i++) {
        for (int step = 0; step < steps; step++) {
          Map<String, Tensor> example = Map.of(input, examples.input(i));
          Map<String, Tensor> outputs = session.run(Dial.told(head.inputs(), example, step));
          sent.forEach((name, all) -> all.add(outputs.get(name)));
        }
      }
    }
    return new SentTensors(sent);
  }

  /** The tensors that a layer sends. */
  public List<Tensor> of(FittedTransferLayer layer) {
    return tensors.get(layer.wire().name());
  }

  /** Payload bytes an image on average with each step of a layer's dial, or with its one step. */
  public List<Double> bytesOfSteps(FittedTransferLayer layer, int steps) {
    List<Tensor> all = of(layer);
    return IntStream.range(0, steps)
        .mapToObj(
            step ->
                IntStream.range(0, all.size() / steps)
                    .mapToObj(example -> all.get(example * steps + step))
                    .toList())
        .map(sent -> layer.codec().meanBytes(sent))
        .toList();
  }

  /** Payload bytes an image on average, checksums included. */
  public double meanBytes(List<FittedTransferLayer> layers) {
    return layers.stream().mapToDouble(layer -> layer.codec().meanBytes(of(layer))).sum();
  }
}
