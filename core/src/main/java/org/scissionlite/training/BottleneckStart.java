package org.scissionlite.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.scissionlite.engine.Engine;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.InsertedModel;
import org.scissionlite.transfer.Inserter;
import org.scissionlite.transfer.PartSpec;
import org.scissionlite.transfer.bottleneck.BottleneckTransferLayer;

/**
 * Fits bottlenecks so that they send a number of bytes before they are trained: a training that
 * begins at its goal learns to be accurate, not to be small.
 *
 * @param engine runs the part before the cut
 * @param threads of the engine
 * @param images that the bottlenecks are fitted to, the first {@value #MOST_IMAGES} of them
 */
public record BottleneckStart(Engine engine, int threads, Examples images) {
  private static final int MOST_IMAGES = 400;

  /**
   * The model with its bottlenecks fitted to the goal; with the layers as they are where there is
   * none, or where one of them is no bottleneck.
   */
  public InsertedModel within(OptionalLong goalBytes, ModelGraph uncut, InsertedModel fitted) {
    List<FittedTransferLayer> layers = new ArrayList<>();
    List<FeatureSamples> samples =
        goalBytes.isPresent() && suits(fitted) ? samples(uncut, fitted) : List.of();
    for (int i = 0; i < samples.size(); i++) {
      layers.add(
          StepForBytes.fit(
              bottleneck(fitted.layers().get(i)),
              samples.get(i),
              goalBytes.getAsLong() / samples.size()));
    }
    return layers.isEmpty() ? fitted : Inserter.insert(uncut, fitted.cut(), layers);
  }

  /** Whether all transfer layers of a model are bottlenecks. */
  public static boolean suits(InsertedModel fitted) {
    return fitted.layers().stream()
        .allMatch(layer -> layer.spec().startsWith(BottleneckTransferLayer.NAME + ":"));
  }

  private static BottleneckTransferLayer bottleneck(FittedTransferLayer layer) {
    return BottleneckTransferLayer.of(PartSpec.parse(layer.spec()));
  }

  private List<FeatureSamples> samples(ModelGraph uncut, InsertedModel fitted) {
    String input = uncut.inputs().get(0).name();
    List<Map<String, Tensor>> inputs = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_IMAGES, images.size()); i++) {
      inputs.add(Map.of(input, images.input(i)));
    }
    return new Calibration(engine, inputs, threads).at(uncut, fitted.cut());
  }
}
