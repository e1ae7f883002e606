package org.scissionlite.task;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * One class for each picture.
 *
 * @param output its name
 * @param index whether it is the number of a class, as after ArgMax; else the scores of all
 * @param classes how many; 0 where that is not known
 */
public record Classification(String output, boolean index, int classes) implements Task {
  static final String KIND = "classification";
  private static final String OUTPUT = "output";

  static Classification parse(TaskSpec spec, ModelEnds ends) {
    spec.requireOnly(List.of(OUTPUT));
    if (spec.setting(OUTPUT).isPresent()) {
      return of(ends.output(spec.setting(OUTPUT).get()), ends);
    }
    return ends.outputs().stream()
        .filter(each -> isScores(each) || isIndex(each))
        .findFirst()
        .map(each -> of(each, ends))
        .orElseThrow(
            () ->
                new UsageException(
                    "task classification: expected an output of scores, float32 [1,N], or of one class number, got "
                        + ends.outputs()));
  }

  static Classification of(TensorSpec output, ModelEnds ends) {
    if (isIndex(output)) {
      return new Classification(output.name(), true, ends.labels().size());
    }
    if (!isScores(output)) {
      throw new UsageException(
          "output %s: expected the scores of at least two classes, float32 [1,N], or the number of a class"
              .formatted(output));
    }
    return new Classification(output.name(), false, Math.toIntExact(output.shape().elements()));
  }

  /** Whether an output is a vector of fractions: all dimensions but one are 1. */
  static boolean isScores(TensorSpec output) {
    long sides =
        IntStream.range(0, output.shape().rank())
            .filter(axis -> output.shape().dim(axis) != 1)
            .count();
    return Numbers.areFractions(output) && sides <= 1 && output.shape().elements() >= 2;
  }

  /** Whether an output is one whole number. */
  static boolean isIndex(TensorSpec output) {
    return Numbers.areWhole(output) && output.shape().elements() == 1;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String spec() {
    return new TaskSpec(KIND, Map.of(OUTPUT, output)).toString();
  }

  @Override
  public ClassScores read(Map<String, Tensor> outputs) {
    Tensor found = Task.output(outputs, output);
    return index ? ClassScores.ofIndex(Numbers.longs(found)[0]) : ClassScores.of(found);
  }
}
