package org.scissionlite.task.measure;

import java.util.List;
import org.scissionlite.task.ClassScores;

/** How often the class is that of the uncut model; labels are counted elsewhere, by numbers. */
final class ClassJudge implements Judge {
  private final MeanTally same = new MeanTally();

  @Override
  public void add(Seen seen) {
    same.add(((ClassScores) seen.found()).best() == ((ClassScores) seen.uncut()).best() ? 1 : 0);
  }

  @Override
  public List<Measured> labelled() {
    return List.of();
  }

  @Override
  public List<Measured> agreement() {
    return List.of(new Measured("same class", same));
  }
}
