package org.scissionlite.task.measure;

import java.util.List;
import org.scissionlite.task.Values;

/** How near tensors are to those of the uncut model: 100 less the relative error in percent. */
final class ValueJudge implements Judge {
  private final MeanTally near = new MeanTally();

  @Override
  public void add(Seen seen) {
    double error = ((Values) seen.found()).relativeError((Values) seen.uncut());
    near.add(Math.max(0, 1 - error));
  }

  @Override
  public List<Measured> labelled() {
    return List.of();
  }

  @Override
  public List<Measured> agreement() {
    return List.of(new Measured("100 - relative error", near));
  }
}
