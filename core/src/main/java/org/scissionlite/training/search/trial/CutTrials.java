package org.scissionlite.training.search.trial;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
import org.scissionlite.transfer.RunningFragment;

/**
 * Tries transfer layers at one cut on held-out images. The part before the cut ran once; only
 * encoder, codec, decoder and the rest of the model run for each layer.
 */
public final class CutTrials {
  private final Engine engine;
  private final int threads;
  private final ModelGraph rest;
  private final FeatureSamples features;
  private final Reference uncut;

  private CutTrials(
      Calibration calibration,
      ModelGraph rest,
      FeatureSamples features,
      Function<List<Map<String, Tensor>>, Reference> reference) {
    this.engine = calibration.engine();
    this.threads = calibration.threads();
    this.rest = rest;
    this.features = features;
    this.uncut = reference.apply(outputs(features.tensors()));
  }

  /**
   * Trials on images.
   *
   * @param calibration with the images as its inputs
   * @param cut of one tensor
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
    return new CutTrials(calibration, rest, calibration.at(graph, cut).get(0), reference);
  }

  private List<Map<String, Tensor>> outputs(List<Tensor> tensors) {
    try (Session session = engine.open(rest, threads)) {
      return tensors.stream().map(tensor -> outputs(session, tensor)).toList();
    }
  }

  private Map<String, Tensor> outputs(Session session, Tensor tensor) {
    return session.run(Map.of(features.spec().name(), tensor));
  }

  /** Tries a layer on all images. */
  public SearchTrial trial(FittedTransferLayer layer) {
    Reference.Count count = uncut.count();
    try (RunningFragment device = new RunningFragment(engine, threads, layer.encoder());
        RunningFragment decoder = new RunningFragment(engine, threads, layer.decoder());
        Session edge = engine.open(rest, threads)) {
      for (Tensor feature : features.tensors()) {
        Tensor wire = device.run(feature);
        ByteBuffer payload = layer.codec().encode(wire);
        long bytes = payload.remaining();
        Tensor received = layer.codec().decode(payload, layer.wire().type());
        count.add(outputs(edge, decoder.run(received)), bytes);
      }
    }
    return count.trial(layer.spec());
  }
}
