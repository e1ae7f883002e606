package org.scissionlite.cli.optimise;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.scissionlite.cli.plan.ScenarioWords;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.optimise.Candidate;
import org.scissionlite.optimise.CutBound;
import org.scissionlite.optimise.CutDecision;
import org.scissionlite.optimise.Goal;
import org.scissionlite.optimise.JointResult;

/** Why nothing keeps a deadline, and what would. */
record NothingInTime(Goal goal, JointResult result) {
  ScissionLiteException exception() {
    String deadline = millis(goal.deadlineNanos().orElse(0));
    String nearest =
        result.candidates().stream()
            .filter(goal::losesLittle)
            .min(Comparator.comparingLong(Candidate::tailNanos))
            .map(
                each ->
                    "; --deadline %s would do: %s"
                        .formatted(up(each.tailNanos()), ScenarioWords.of(each.scenario())))
            .orElse("; no way to run the model is allowed at all: lower --least-depth");
    return new ScissionLiteException(
        "nothing keeps the deadline of %s ms%s%s".formatted(deadline, nearest, link()));
  }

  /** What the link leaves. */
  private String link() {
    Optional<CutBound> least =
        result.decisions().stream()
            .map(CutDecision::bound)
            .min(Comparator.comparingLong(each -> each.scenario().latencyNanos()));
    return least
        .map(
            bound ->
                String.format(
                    Locale.ROOT,
                    "; over this link no cut takes less than %s ms even with no byte sent, %s of it the round trip: a shorter round trip or a faster device would help",
                    millis(bound.scenario().latencyNanos()),
                    millis(bound.scenario().route().breakdown().transferNanos())))
        .orElse("");
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
  }

  /** In a tenth of a millisecond, rounded up so that it is kept. */
  private static String up(long nanos) {
    return String.format(Locale.ROOT, "%.1f", Math.ceil(nanos / 1e5) / 10);
  }
}
