package org.scissionlite.optimise.measure;

import java.util.Map;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.Task;
import org.scissionlite.training.CutSides;
import org.scissionlite.training.search.SearchGoal;
import org.scissionlite.training.search.SearchImages;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * What is optimised, and on what.
 *
 * @param engine runs the model
 * @param threads of the engine
 * @param model of one input
 * @param task how the model's answers read, and how good they are
 * @param preprocessing from image to input tensor
 * @param images to fit, choose and confirm transfer layers on
 * @param goal of the search at a cut
 * @param cutTensors at most so many cross a cut
 */
public record Subject(
    Engine engine,
    int threads,
    Model model,
    Task task,
    Preprocessing preprocessing,
    SearchImages images,
    SearchGoal goal,
    int cutTensors) {

  ModelGraph graph() {
    return model.graph();
  }

  Cut cut(String name) {
    return BlockChain.of(graph(), cutTensors).cut(name);
  }

  TransferLayer layer(String spec) {
    return TransferLayers.parse(spec, preprocessing);
  }

  /** The model's input for an image. */
  Map<String, Tensor> input(Tensor image) {
    return Map.of(graph().inputs().get(0).name(), image);
  }

  /** What crosses a cut for the first image that nothing is fitted to, by the tensors' names. */
  Map<String, Tensor> crossing(Cut cut) {
    Tensor image = images.tuning().input(0);
    if (cut.layer() == 0) {
      return input(image);
    }
    try (Session head = engine.open(CutSides.of(graph(), cut).head(), threads)) {
      return head.run(input(image));
    }
  }
}
