package org.scissionlite.training.search.trial;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import org.scissionlite.training.CutSides;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.transfer.Dial;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.InsertedModel;

/**
 * Tries a model with its transfer layer as it goes into a bundle, whichever of its weights changed:
 * both sides of the wire and the real codec between them.
 *
 * @param engine runs both models
 * @param threads of the engine
 * @param uncut the model that it is compared with
 * @param task how the answers read
 * @param images of the models' one input
 */
public record ShippedTrial(
    Engine engine, int threads, ModelGraph uncut, Task task, Examples images) {
  /** The same where the shapes of the outputs tell how they read. */
  public ShippedTrial(Engine engine, int threads, ModelGraph uncut, Examples images) {
    this(
        engine,
        threads,
        uncut,
        Task.of(new ModelEnds(uncut.inputs(), uncut.outputs(), List.of())),
        images);
  }

  /** The trial of a model with its transfer layers, one for each tensor of the cut. */
  public SearchTrial of(InsertedModel shipped) {
    return of(shipped, Optional.empty(), 0);
  }

  /**
   * The trials of a layer with a dial.
   *
   * @return one for each step, the finest first
   */
  public List<SearchTrial> ofSteps(InsertedModel shipped, int steps) {
    return IntStream.range(0, steps).mapToObj(step -> of(shipped, Optional.empty(), step)).toList();
  }

  /** The same by the measure that another trial was judged by. */
  public List<SearchTrial> ofSteps(InsertedModel shipped, int steps, SearchTrial like) {
    return IntStream.range(0, steps).mapToObj(step -> of(shipped, measure(like), step)).toList();
  }

  /** The trial by the measure that another trial was judged by. */
  public SearchTrial of(InsertedModel shipped, SearchTrial like) {
    return of(shipped, measure(like), 0);
  }

  private static Optional<String> measure(SearchTrial trial) {
    return Optional.ofNullable(trial.measured()).map(MeasuredDrop::measure);
  }

  private SearchTrial of(InsertedModel shipped, Optional<String> measure, int step) {
    CutSides sides = CutSides.of(shipped.graph(), shipped.wireCut());
    Reference.Count count = Reference.of(task, uncutOutputs(), images, measure).count();
    try (Session device = engine.open(sides.head(), threads);
        Session edge = engine.open(sides.rest(), threads)) {
      for (int i = 0; i < images.size(); i++) {
        Map<String, Tensor> ends = device.run(Dial.told(device.inputs(), input(i), step));
        Map<String, Tensor> received = new HashMap<>();
        long bytes = 0;
        for (FittedTransferLayer layer : shipped.layers()) {
          ByteBuffer payload = layer.codec().encode(ends.get(layer.wire().name()));
          bytes += payload.remaining();
          received.put(layer.wire().name(), layer.codec().decode(payload, layer.wire().type()));
        }
        Map<String, Tensor> outputs = new HashMap<>(edge.run(received));
        shipped.cut().kept().forEach(each -> outputs.put(each.name(), ends.get(each.name())));
        count.add(outputs, bytes);
      }
    }
    return count.trial(shipped.spec());
  }

  private List<Map<String, Tensor>> uncutOutputs() {
    try (Session whole = engine.open(uncut, threads)) {
      return IntStream.range(0, images.size()).mapToObj(image -> whole.run(input(image))).toList();
    }
  }

  private Map<String, Tensor> input(int image) {
    return Map.of(uncut.inputs().get(0).name(), images.input(image));
  }
}
