package org.scissionlite.training.examples;

import java.util.OptionalInt;
import org.scissionlite.file.Sha256;
import org.scissionlite.model.Tensor;

/** Examples without their labels, which may be those of other classes than the model's. */
public record UnlabelledExamples(Examples source) implements Examples {
  @Override
  public int size() {
    return source.size();
  }

  @Override
  public Tensor input(int index) {
    return source.input(index);
  }

  @Override
  public OptionalInt label(int index) {
    return OptionalInt.empty();
  }

  @Override
  public String sha256() {
    return Sha256.of(source.sha256() + " unlabelled");
  }
}
