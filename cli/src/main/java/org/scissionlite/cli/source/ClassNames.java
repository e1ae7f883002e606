package org.scissionlite.cli.source;

import java.util.List;
import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;

/**
 * Names of classes, held against a classifier's output. Models that answer with more than lists of
 * scores, such as boxes or maps, are not judged.
 *
 * @param names in the order of the output
 * @param from where they stand, for messages
 */
record ClassNames(List<String> names, String from) {
  ClassNames {
    names = List.copyOf(names);
  }

  /**
   * The names.
   *
   * @throws UsageException if a classifier has another number of classes
   */
  List<String> of(List<TensorSpec> outputs) {
    misfit(outputs)
        .ifPresent(
            scores -> {
              throw new UsageException(
                  "labels %s: %d names, but the output %s has %d classes; write one name a line for each, in the output's order"
                      .formatted(from, names.size(), scores, scores.shape().elements()));
            });
    return names;
  }

  /** Whether no output speaks against them. */
  boolean fit(List<TensorSpec> outputs) {
    return misfit(outputs).isEmpty();
  }

  private Optional<TensorSpec> misfit(List<TensorSpec> outputs) {
    boolean lists = outputs.stream().allMatch(output -> isList(output.shape()));
    List<TensorSpec> scores = outputs.stream().filter(ClassNames::areScores).toList();
    boolean misfits =
        lists
            && !names.isEmpty()
            && scores.stream().noneMatch(output -> output.shape().elements() == names.size());
    return misfits ? scores.stream().findFirst() : Optional.empty();
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
