package org.scissionlite.training.examples;

import java.util.Optional;
import java.util.OptionalInt;
import org.scissionlite.model.Tensor;

/** Examples whose marks become a target; the class of the whole picture says nothing of them. */
abstract class ExamplesWithTargets implements Examples {
  private final Examples source;

  /** Examples of a source with marks on every example. */
  ExamplesWithTargets(Examples source) {
    this.source = source;
  }

  @Override
  public final int size() {
    return source.size();
  }

  @Override
  public final Tensor input(int index) {
    return source.input(index);
  }

  @Override
  public final OptionalInt label(int index) {
    return OptionalInt.empty();
  }

  @Override
  public final Optional<Marked> marked(int index) {
    return source.marked(index);
  }

  @Override
  public final String sha256() {
    return source.sha256();
  }
}
