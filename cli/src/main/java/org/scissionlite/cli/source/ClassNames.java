package org.scissionlite.cli.source;

import java.util.List;
import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.Detection;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Segmentation;
import org.scissionlite.task.Task;

/**
 * Names of classes, held against the outputs of a classifier, detector or segmenter. Models whose
 * outputs do not tell how many classes they have are not judged.
 *
 * @param names in the order of the output
 * @param from where they stand, for messages
 */
record ClassNames(List<String> names, String from) {
  ClassNames {
    names = List.copyOf(names);
  }

  /** How many classes an output has. */
  private record Classes(TensorSpec output, long count) {}

  /**
   * The names.
   *
   * @throws UsageException if the model has another number of classes
   */
  List<String> of(List<TensorSpec> inputs, List<TensorSpec> outputs) {
    misfit(inputs, outputs)
        .ifPresent(
            classes -> {
              throw new UsageException(
                  "labels %s: %d names, but the output %s has %d classes; write one name a line for each, in the output's order"
                      .formatted(from, names.size(), classes.output, classes.count));
            });
    return names;
  }

  /** Whether no output speaks against them. */
  boolean fit(List<TensorSpec> inputs, List<TensorSpec> outputs) {
    return misfit(inputs, outputs).isEmpty();
  }

  private Optional<Classes> misfit(List<TensorSpec> inputs, List<TensorSpec> outputs) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    if (outputs.stream().allMatch(output -> isList(output.shape()))) {
      return ofScores(outputs);
    }
    ModelEnds ends = new ModelEnds(inputs, outputs, List.of());
    return ofTask(Task.of(ends), ends).filter(classes -> !isNamed(classes));
  }

  private Optional<Classes> ofScores(List<TensorSpec> outputs) {
    List<TensorSpec> scores = outputs.stream().filter(ClassNames::areScores).toList();
    return scores.stream().anyMatch(output -> output.shape().elements() == names.size())
        ? Optional.empty()
        : scores.stream().findFirst().map(output -> new Classes(output, output.shape().elements()));
  }

  private static Optional<Classes> ofTask(Task task, ModelEnds ends) {
    if (task instanceof Detection boxes && boxes.classes() > 0) {
      Detection.Outputs outputs = boxes.outputs();
      String name = outputs.scores().isEmpty() ? outputs.boxes() : outputs.scores();
      return Optional.of(new Classes(ends.output(name), boxes.classes()));
    }
    return task instanceof Segmentation areas && areas.classes() > 0
        ? Optional.of(new Classes(ends.output(areas.output()), areas.classes()))
        : Optional.empty();
  }

  /** Scores of boxes may be one more, of the background or of no object, and that be named, too. */
  private boolean isNamed(Classes classes) {
    boolean background = classes.output.shape().dim(-1) == classes.count + 1;
    return names.size() == classes.count || (background && names.size() == classes.count + 1);
  }

  /** At most one dimension is more than one. */
  private static boolean isList(Shape shape) {
    return shape.dims().stream().filter(dim -> dim > 1).count() <= 1;
  }

  private static boolean areScores(TensorSpec output) {
    ElementType type = output.elementType();
    boolean fractions = type == ElementType.FLOAT32 || type == ElementType.FLOAT16;
    return fractions && output.shape().elements() > 1;
  }
}
