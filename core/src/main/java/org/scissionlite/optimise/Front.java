package org.scissionlite.optimise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.scissionlite.input.EvenlySpacedChoice;

/**
 * The candidates of which none is beaten by another in all that counts, when the link changes, too:
 * latency over this link, computing time (latency over a link that takes no time), bytes, and the
 * accuracy lost. Computing time that is a hundredth less, such as without a last softmax, is not
 * less.
 */
public final class Front {
  private static final Comparator<Candidate> FASTEST =
      Comparator.comparingLong((Candidate each) -> each.scenario().latencyNanos())
          .thenComparingLong(each -> each.scenario().wireBytes())
          .thenComparingDouble(each -> each.drop().expectedPoints());

  private static final double NO_LESS = 1.01;

  private Front() {}

  /** The front, the fastest first; of several that are equal one. */
  public static List<Candidate> of(List<Candidate> candidates) {
    List<Candidate> front = new ArrayList<>();
    for (Candidate each : candidates.stream().sorted(FASTEST).toList()) {
      if (candidates.stream().noneMatch(other -> beats(other, each))
          && front.stream().noneMatch(other -> isAsGood(other, each))) {
        front.add(each);
      }
    }
    return front;
  }

  private static boolean beats(Candidate one, Candidate other) {
    return isAsGood(one, other) && !isAsGood(other, one);
  }

  private static boolean isAsGood(Candidate one, Candidate other) {
    return one.scenario().latencyNanos() <= other.scenario().latencyNanos()
        && one.computingNanos() <= NO_LESS * other.computingNanos()
        && one.scenario().wireBytes() <= other.scenario().wireBytes()
        && one.drop().expectedPoints() <= other.drop().expectedPoints();
  }

  /**
   * At most so many of a front: the winner first, then those that are the best in one thing (bytes,
   * computing time, accuracy), then others spread evenly over the latencies.
   *
   * @param winner need not be on the front; may be absent from the list
   */
  public static List<Candidate> some(Candidate winner, List<Candidate> front, int most) {
    Set<Candidate> chosen = new LinkedHashSet<>(List.of(winner));
    List<Comparator<Candidate>> extremes =
        List.of(
            Comparator.comparingLong(each -> each.scenario().wireBytes()),
            Comparator.comparingLong(Candidate::computingNanos),
            Comparator.comparingDouble(each -> each.drop().expectedPoints()));
    extremes.forEach(
        extreme -> front.stream().min(extreme.thenComparing(FASTEST)).ifPresent(chosen::add));
    List<Candidate> others =
        front.stream().filter(each -> !chosen.contains(each)).sorted(FASTEST).toList();
    chosen.addAll(EvenlySpacedChoice.of(others, Math.max(0, most - chosen.size())));
    return chosen.stream().limit(most).toList();
  }
}
