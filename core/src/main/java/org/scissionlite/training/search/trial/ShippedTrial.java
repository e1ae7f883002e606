package org.scissionlite.training.search.trial;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.training.CutSides;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.InsertedModel;

/**
 * Tries a model with its transfer layer as it goes into a bundle, whichever of its weights changed:
 * both sides of the wire and the real codec between them.
 *
 * @param engine runs both models
 * @param threads of the engine
 * @param uncut the model that it is compared with
 * @param images of the models' one input
 */
public record ShippedTrial(Engine engine, int threads, ModelGraph uncut, Examples images) {
  /** The trial of a model with one transfer layer. */
  public SearchTrial of(InsertedModel shipped) {
    FittedTransferLayer layer = shipped.layers().get(0);
    CutSides sides = CutSides.of(shipped.graph(), new Cut("wire", 1, shipped.wire()));
    List<OptionalInt> labels = IntStream.range(0, images.size()).mapToObj(images::label).toList();
    TrialCount count = new TrialCount(UncutAnswers.of(uncutOutputs(), labels));
    try (Session device = engine.open(sides.head(), threads);
        Session edge = engine.open(sides.rest(), threads)) {
      for (int i = 0; i < images.size(); i++) {
        ByteBuffer payload = layer.codec().encode(device.run(input(i)).get(layer.wire().name()));
        long bytes = payload.remaining();
        Tensor received = layer.codec().decode(payload, layer.wire().type());
        Map<String, Tensor> answer = edge.run(Map.of(layer.wire().name(), received));
        count.add(answer.get(sides.rest().outputs().get(0).name()), bytes);
      }
    }
    return count.trial(layer.spec());
  }

  private List<Tensor> uncutOutputs() {
    try (Session whole = engine.open(uncut, threads)) {
      return IntStream.range(0, images.size())
          .mapToObj(image -> whole.run(input(image)).get(uncut.outputs().get(0).name()))
          .toList();
    }
  }

  private Map<String, Tensor> input(int image) {
    return Map.of(uncut.inputs().get(0).name(), images.input(image));
  }
}
