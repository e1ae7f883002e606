package org.scissionlite.optimise;

import java.util.OptionalLong;
import org.scissionlite.error.UsageException;
import org.scissionlite.plan.question.Question;

/**
 * What a way to run the model should be like.
 *
 * @param question what to minimise, how often an input comes, and where the model may be cut; a
 *     deadline is not in it
 * @param maxDropPoints the most accuracy that may be lost, in percentage points
 * @param deadlineNanos that 95 of 100 messages should keep, if there is one
 * @param privacy what may be heard
 */
public record Goal(
    Question question, double maxDropPoints, OptionalLong deadlineNanos, Privacy privacy) {
  public Goal {
    if (deadlineNanos.isPresent() && deadlineNanos.getAsLong() < 0) {
      throw new UsageException("deadline: expected 0 or more, got " + deadlineNanos.getAsLong());
    }
  }

  /** A goal that hides nothing. */
  public Goal(Question question, double maxDropPoints, OptionalLong deadlineNanos) {
    this(question, maxDropPoints, deadlineNanos, Privacy.ANY);
  }

  /** This goal with a limit on what may be heard. */
  public Goal hiding(Privacy other) {
    return new Goal(question, maxDropPoints, deadlineNanos, other);
  }

  /** Whether a candidate may win, privacy aside: its drop is confirmed, and it keeps the limits. */
  public boolean admits(Candidate candidate) {
    return losesLittle(candidate) && isInTime(candidate.tailNanos());
  }

  /** Whether a candidate's drop is confirmed and small enough, however long it takes. */
  public boolean losesLittle(Candidate candidate) {
    return candidate.drop().isConfirmed() && candidate.drop().atMostPoints() <= maxDropPoints;
  }

  /** Whether a latency keeps the deadline. */
  public boolean isInTime(long nanos) {
    return deadlineNanos.isEmpty() || nanos <= deadlineNanos.getAsLong();
  }
}
