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
import org.scissionlite.task.ClassScores;

/**
 * The two ends of a classifier: one picture in, the scores of its classes out.
 *
 * @param input the only input, float32 [1,C,H,W] or [1,H,W,C]
 * @param scores the first output, float32 with one value a class: [1,1000]
 */
record ImageClassifier(Preprocessing preprocessing, TensorSpec input, TensorSpec scores) {
  private static final int REPORTED = 5;

  ImageClassifier {
    if (scores.elementType() != ElementType.FLOAT32 || classesOf(scores) < 2) {
      throw new UsageException(
          "output %s: expected the scores of at least two classes, float32 [1,N]"
              .formatted(scores));
    }
  }

  /**
   * The ends of a model.
   *
   * @throws UsageException if it is no classifier of one picture
   */
  static ImageClassifier of(
      Preprocessing preprocessing, List<TensorSpec> inputs, List<TensorSpec> outputs) {
    if (inputs.size() != 1) {
      throw new UsageException(
          "only models of one input can be evaluated on images; this one has " + inputs);
    }
    return new ImageClassifier(preprocessing, inputs.get(0), outputs.get(0));
  }

  private static long classesOf(TensorSpec scores) {
    return scores.shape().elements();
  }

  int classes() {
    return Math.toIntExact(classesOf(scores));
  }

  Map<String, Tensor> inputs(Pixels picture) {
    return Map.of(input.name(), ImageTensors.of(picture, preprocessing, input));
  }

  /** The picture as the model sees it, at the input's size. */
  Pixels fitted(Pixels picture) {
    return ImageTensors.fitted(picture, preprocessing, input);
  }

  /** The best classes of the model's outputs. */
  List<Integer> top(Map<String, Tensor> outputs) {
    Tensor found = outputs.get(scores.name());
    if (found == null) {
      throw new ScissionLiteException(
          "output '%s' is missing; there are %s".formatted(scores.name(), outputs.keySet()));
    }
    if (!Double.isFinite(found.maxAbs())) {
      throw new ScissionLiteException(
          "output '%s' holds NaN or infinity; look for NaN in the model's weights"
              .formatted(scores.name()));
    }
    return ClassScores.of(found).top(REPORTED);
  }
}
