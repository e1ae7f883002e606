package org.scissionlite.training.search.trial;

import static java.util.stream.Collectors.toMap;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.Task;
import org.scissionlite.training.Calibration;
import org.scissionlite.training.CutSides;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;

/**
 * Tries transfer layers at a cut on held-out images. The part before the cut ran once; only
 * encoder, codec, decoder and the rest of the model run for each layer.
 */
public final class CutTrials {
  private final Engine engine;
  private final int threads;
  private final ModelGraph rest;
  private final List<FeatureSamples> features;
  private final List<Map<String, Tensor>> kept;
  private final Reference uncut;

  private CutTrials(
      Calibration calibration,
      ModelGraph rest,
      Calibration.Head head,
      Function<List<Map<String, Tensor>>, Reference> reference) {
    this.engine = calibration.engine();
    this.threads = calibration.threads();
    this.rest = rest;
    this.features = head.crossing();
    this.kept = head.kept();
    this.uncut = reference.apply(outputs());
  }

  /**
   * Trials on images.
   *
   * @param calibration with the images as its inputs
   * @param task how the answers read
   * @param images with their labels, in the same order
   */
  public static CutTrials of(
      Calibration calibration, ModelGraph graph, Cut cut, Task task, Examples images) {
    return of(
        calibration, graph, cut, outputs -> Reference.of(task, outputs, images, Optional.empty()));
  }

  /** Trials on other images, by the same measure as these. */
  public CutTrials on(
      Calibration calibration, ModelGraph graph, Cut cut, Task task, Examples images) {
    return of(
        calibration, graph, cut, outputs -> Reference.of(task, outputs, images, uncut.measure()));
  }

  private static CutTrials of(
      Calibration calibration,
      ModelGraph graph,
      Cut cut,
      Function<List<Map<String, Tensor>>, Reference> reference) {
    ModelGraph rest = CutSides.of(graph, cut).rest();
    return new CutTrials(calibration, rest, calibration.head(graph, cut), reference);
  }

  private List<Map<String, Tensor>> outputs() {
    try (Session session = engine.open(rest, threads)) {
      return IntStream.range(0, images())
          .mapToObj(image -> answer(session, crossing(image), image))
          .toList();
    }
  }

  private int images() {
    return features.get(0).tensors().size();
  }

  /** All outputs of an image: those that the rest of the model computes, and those kept. */
  private Map<String, Tensor> answer(Session session, Map<String, Tensor> received, int image) {
    Map<String, Tensor> outputs = new HashMap<>(session.run(received));
    outputs.putAll(kept.get(image));
    return outputs;
  }

  private Map<String, Tensor> crossing(int image) {
    return features.stream()
        .collect(toMap(each -> each.spec().name(), each -> each.tensors().get(image)));
  }

  /** Tries a layer at a cut of one tensor on all images. */
  public SearchTrial trial(FittedTransferLayer layer) {
    return trial(List.of(layer));
  }

  /**
   * Tries layers on all images.
   *
   * @param layers one for each tensor of the cut, in its order
   */
  public SearchTrial trial(List<FittedTransferLayer> layers) {
    Reference.Count count = uncut.count();
    try (RunningLayers running = RunningLayers.open(engine, threads, layers);
        Session edge = engine.open(rest, threads)) {
      for (int image = 0; image < images(); image++) {
        List<ByteBuffer> payloads = running.send(crossing(image));
        long bytes = payloads.stream().mapToLong(ByteBuffer::remaining).sum();
        count.add(answer(edge, running.receive(payloads), image), bytes);
      }
    }
    return count.trial(
        FittedTransferLayer.specOf(layers.stream().map(FittedTransferLayer::spec).toList()));
  }
}
