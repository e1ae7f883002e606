package org.scissionlite.cli.optimise;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.optimise.Candidate;
import org.scissionlite.optimise.EquivalentCuts;
import org.scissionlite.optimise.Front;
import org.scissionlite.optimise.Goal;
import org.scissionlite.optimise.JointResult;
import org.scissionlite.optimise.JointSearch;

/**
 * The best way to run a model, and what stands behind it.
 *
 * @param best the winner, of the check where there was one
 * @param result of the search
 * @param all of opening others to check it; empty where that was not asked for
 */
record JointOptimum(Candidate best, JointResult result, Optional<JointResult> all) {
  private static final int MOST_SCENARIOS = 6;

  /**
   * Searches it.
   *
   * @param check what is opened after it is found, to check it
   * @throws org.scissionlite.error.ScissionLiteException if nothing keeps the deadline; says what
   *     would help
   */
  static JointOptimum search(JointSearch search, ModelGraph graph, CheckOptions check) {
    List<Candidate> lossless =
        search.pricing().lossless().stream().map(Candidate::lossless).toList();
    JointResult result = search.run(lossless, EquivalentCuts.before(graph));
    Candidate found =
        result.best().orElseThrow(() -> new NothingInTime(search.goal(), result).exception());
    Optional<JointResult> all = check.of(search, lossless);
    return new JointOptimum(all.flatMap(JointResult::best).orElse(found), result, all);
  }

  /** How what the search found stands against all that was opened; null without a check. */
  OptimiseReport.Check check(WaysOfReport ways) {
    if (all.isEmpty()) {
      return null;
    }
    Candidate found = result.best().orElse(best);
    Candidate first = all.get().best().orElse(found);
    double slower = found.scenario().latencyNanos() / (double) first.scenario().latencyNanos() - 1;
    return new OptimiseReport.Check(
        ways.of(found), ways.of(first), 100 * slower, result.opened(), all.get().opened());
  }

  /** This optimum with the winner in another form. */
  JointOptimum withBest(Candidate other) {
    return new JointOptimum(other, result, all);
  }

  /** All candidates that were found, the winner in its last form. */
  List<Candidate> candidates() {
    List<Candidate> found = all.orElse(result).candidates();
    return found.contains(best)
        ? found
        : Stream.concat(Stream.of(best), found.stream().filter(each -> !isSameWay(each, best)))
            .toList();
  }

  private static boolean isSameWay(Candidate one, Candidate other) {
    return one.cut().equals(other.cut()) && one.transferLayer().equals(other.transferLayer());
  }

  /** All transfer layers that were tried beside them. */
  List<Candidate> tried() {
    return all.orElse(result).tried();
  }

  /** The candidates that lose little and that no other beats in everything. */
  List<Candidate> front(Goal goal) {
    return Front.of(
        candidates().stream()
            .filter(goal::losesLittle)
            .filter(goal.privacy()::isKnownToAllow)
            .toList());
  }

  /** What goes into the bundle: the winner first; the device alone is the whole model there. */
  List<Candidate> scenarios(Goal goal) {
    List<Candidate> front = front(goal).stream().filter(each -> !each.isAlone()).toList();
    List<Candidate> chosen = Front.some(best, front, MOST_SCENARIOS + 1);
    return chosen.stream().filter(each -> !each.isAlone()).limit(MOST_SCENARIOS).toList();
  }
}
