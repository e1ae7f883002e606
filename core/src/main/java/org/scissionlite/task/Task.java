package org.scissionlite.task;

import java.util.List;
import java.util.Map;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Tensor;

/** How the answer of a model reads. */
public sealed interface Task permits Classification, Detection, Segmentation, Anomaly, RawTensors {
  /** The kinds that there are. */
  List<String> KINDS =
      List.of(
          Classification.KIND, Detection.KIND, Segmentation.KIND, Anomaly.KIND, RawTensors.KIND);

  /** Such as "detection". */
  String kind();

  /** All that it takes to read answers in the same way, as a bundle keeps it. */
  String spec();

  /**
   * Reads an answer.
   *
   * @param outputs of the model, by name
   * @throws ScissionLiteException if an output is missing, or is not as the model said
   */
  Reading read(Map<String, Tensor> outputs);

  /**
   * A task in writing, such as "detection" or "detection:head=yolo"; what it leaves open is found
   * out from the outputs. An empty text is for {@link #of}.
   *
   * @throws UsageException if it is none, or does not suit the model; says why
   */
  static Task parse(String text, ModelEnds ends) {
    if (text.isEmpty()) {
      return of(ends);
    }
    TaskSpec spec = TaskSpec.parse(text);
    return switch (spec.kind()) {
      case Classification.KIND -> Classification.parse(spec, ends);
      case Detection.KIND -> Detection.parse(spec, ends);
      case Segmentation.KIND -> Segmentation.parse(spec, ends);
      case Anomaly.KIND -> Anomaly.parse(spec, ends);
      case RawTensors.KIND -> RawTensors.parse(spec, ends);
      default -> throw UsageException.unknownName("task", spec.kind(), KINDS);
    };
  }

  /** The task that the shapes tell, where they leave no doubt; else the tensors themselves. */
  static Task of(ModelEnds ends) {
    return TaskFinder.find(ends);
  }

  /** An output of an answer. */
  static Tensor output(Map<String, Tensor> outputs, String name) {
    Tensor found = outputs.get(name);
    if (found == null) {
      throw new ScissionLiteException(
          "output '%s' is missing; there are %s".formatted(name, outputs.keySet()));
    }
    return found;
  }
}
