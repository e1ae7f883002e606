package org.scissionlite.training.examples;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.scissionlite.file.Sha256;
import org.scissionlite.model.Tensor;

/**
 * Some of the examples, in an order of their own.
 *
 * @param indices into the source
 */
public record SelectedExamples(Examples source, List<Integer> indices) implements Examples {
  public SelectedExamples {
    indices = List.copyOf(indices);
  }

  @Override
  public int size() {
    return indices.size();
  }

  @Override
  public Tensor input(int index) {
    return source.input(indices.get(index));
  }

  @Override
  public OptionalInt label(int index) {
    return source.label(indices.get(index));
  }

  @Override
  public Optional<Tensor> target(int index) {
    return source.target(indices.get(index));
  }

  @Override
  public Optional<Marked> marked(int index) {
    return source.marked(indices.get(index));
  }

  @Override
  public String sha256() {
    return Sha256.of(source.sha256() + indices);
  }
}
