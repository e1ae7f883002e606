package org.scissionlite.training.examples;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Sha256;
import org.scissionlite.model.Tensor;

/**
 * Examples in memory, each with what the model is to give for it.
 *
 * @param inputs of the model's input type
 * @param targets of the model's output type, in the same order
 */
public record ExamplePairs(List<Tensor> inputs, List<Tensor> targets) implements Examples {
  public ExamplePairs {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    if (inputs.size() != targets.size()) {
      throw new UsageException(
          "training data: %d inputs but %d targets; every input needs one"
              .formatted(inputs.size(), targets.size()));
    }
  }

  /** The examples from one number to another, the last not included. */
  public ExamplePairs part(int from, int to) {
    return new ExamplePairs(inputs.subList(from, to), targets.subList(from, to));
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
    return OptionalInt.empty();
  }

  @Override
  public Optional<Tensor> target(int index) {
    return Optional.of(targets.get(index));
  }

  @Override
  public String sha256() {
    StringBuilder parts = new StringBuilder();
    inputs.forEach(input -> parts.append(Sha256.of(input.data())));
    targets.forEach(target -> parts.append(Sha256.of(target.data())));
    return Sha256.of(parts.toString());
  }
}
