package org.scissionlite.evaluation;

import java.util.List;
import java.util.Map;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.ImageTensors;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.Classification;
import org.scissionlite.task.Detection;
import org.scissionlite.task.Reading;
import org.scissionlite.task.Task;
import org.scissionlite.task.measure.Judge;

/**
 * The two ends of a model: one picture in, an answer out that its task reads.
 *
 * @param input the only input, [1,C,H,W] or [1,H,W,C]
 * @param task how the outputs read
 */
record ImageModel(Preprocessing preprocessing, TensorSpec input, Task task) {
  /**
   * The ends of a model.
   *
   * @throws UsageException if it takes more than one picture
   */
  static ImageModel of(Preprocessing preprocessing, List<TensorSpec> inputs, Task task) {
    if (inputs.size() != 1) {
      throw new UsageException(
          "only models of one input can be evaluated on images; this one has " + inputs);
    }
    return new ImageModel(preprocessing, inputs.get(0), task);
  }

  /** How many classes a classifier has; 0 where that is not known, or it is none. */
  int classes() {
    return task instanceof Classification classification ? classification.classes() : 0;
  }

  Map<String, Tensor> inputs(Pixels picture) {
    return Map.of(input.name(), ImageTensors.of(picture, preprocessing, input));
  }

  /** The picture as the model sees it, at the input's size. */
  Pixels fitted(Pixels picture) {
    return ImageTensors.fitted(picture, preprocessing, input);
  }

  /** What part of a picture the model sees. */
  Judge.View view(Pixels upright) {
    return Judge.View.of(upright, preprocessing, input);
  }

  /** What the model's outputs say. */
  Reading read(Map<String, Tensor> outputs) {
    if (!(task instanceof Detection)) {
      outputs.forEach(ImageModel::requireNumbers);
    }
    return task.read(outputs);
  }

  /** Of boxes, places that are no numbers are left out; anything else would be spoilt by them. */
  private static void requireNumbers(String name, Tensor output) {
    if (output.elementType() == ElementType.FLOAT32 && !Double.isFinite(output.maxAbs())) {
      throw new ScissionLiteException(
          "output '%s' holds NaN or infinity; look for NaN in the model's weights".formatted(name));
    }
  }
}
