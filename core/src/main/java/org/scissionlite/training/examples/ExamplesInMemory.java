package org.scissionlite.training.examples;

import java.util.List;
import java.util.OptionalInt;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Sha256;
import org.scissionlite.model.Tensor;

/**
 * Examples that are held in memory.
 *
 * @param inputs one tensor an example
 * @param labels one class an example, or none at all
 */
public record ExamplesInMemory(List<Tensor> inputs, List<Integer> labels) implements Examples {
  public ExamplesInMemory {
    inputs = List.copyOf(inputs);
    labels = List.copyOf(labels);
    if (!labels.isEmpty() && labels.size() != inputs.size()) {
      throw new UsageException(
          "training data: %d images but %d labels; every image needs one, or none does"
              .formatted(inputs.size(), labels.size()));
    }
  }

  /** Examples without labels. */
  public static ExamplesInMemory unlabelled(List<Tensor> inputs) {
    return new ExamplesInMemory(inputs, List.of());
  }

  @Override
  public int size() {
    return inputs.size();
  }

  @Override
  public Tensor input(int index) {
    return inputs.get(index);
  }

  @Override
  public OptionalInt label(int index) {
    return labels.isEmpty() ? OptionalInt.empty() : OptionalInt.of(labels.get(index));
  }

  @Override
  public String sha256() {
    StringBuilder parts = new StringBuilder(labels.toString());
    inputs.forEach(input -> parts.append(Sha256.of(input.data())));
    return Sha256.of(parts.toString());
  }
}
