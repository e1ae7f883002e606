package org.scissionlite.evaluation;

import java.util.OptionalInt;
import org.scissionlite.task.measure.Judge;

/** Counts the answers of one subject against those of the uncut model. */
sealed interface Counts permits AnswerCounts, TaskCounts {
  /**
   * Adds an image.
   *
   * @param label number of its class, where it is known
   * @param seen what was read of both answers, and what is right
   */
  void add(Answer answer, Answer uncut, OptionalInt label, Judge.Seen seen);

  /** The report, against the counts of the uncut model, whose report is made first. */
  SubjectReport report(SubjectName subject, Counts uncut);
}
