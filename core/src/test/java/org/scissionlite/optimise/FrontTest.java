package org.scissionlite.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.scissionlite.plan.question.Objective;

/** The front holds what wins by any link, and a bundle some of it. */
class FrontTest {
  private final List<Candidate> all =
      Instance.of(4, Objective.latency(), OptionalLong.empty()).all();
  private final List<Candidate> front = Front.of(all);

  @Test
  void candidateOffTheFront_isBeatenByOneOnIt() {
    assertThat(front).isNotEmpty().hasSizeLessThan(all.size());
    for (Candidate candidate : all) {
      if (!front.contains(candidate)) {
        assertThat(front).anyMatch(each -> isAsGood(each, candidate));
      }
    }
    for (Candidate candidate : front) {
      assertThat(front).noneMatch(each -> !each.equals(candidate) && isAsGood(each, candidate));
    }
  }

  private static boolean isAsGood(Candidate one, Candidate other) {
    return one.scenario().latencyNanos() <= other.scenario().latencyNanos()
        && one.computingNanos() <= other.computingNanos()
        && one.scenario().wireBytes() <= other.scenario().wireBytes()
        && one.drop().expectedPoints() <= other.drop().expectedPoints();
  }

  @Test
  void some_beginWithTheWinnerAndHoldTheExtremes() {
    Candidate winner = front.get(0);
    List<Candidate> some = Front.some(winner, front, 6);
    assertThat(some).hasSize(Math.min(6, front.size())).doesNotHaveDuplicates().startsWith(winner);
    assertThat(some)
        .contains(
            front.stream()
                .min(Comparator.comparingLong(each -> each.scenario().wireBytes()))
                .orElseThrow())
        .anyMatch(
            each ->
                each.computingNanos()
                    == front.stream().mapToLong(Candidate::computingNanos).min().orElseThrow());
    assertThat(Front.some(winner, front, 1)).containsExactly(winner);
  }

  @Test
  void equalCandidates_standForEachOther() {
    Candidate one = front.get(0);
    Candidate same = new Candidate(one.scenario(), one.tailNanos(), one.drop(), "another source");
    assertThat(Front.of(List.of(one, same))).containsExactly(one);
  }
}
