package org.scissionlite.cli.optimise;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scissionlite.cli.optimise.OptimiseReport.CutLine;
import org.scissionlite.cli.optimise.OptimiseReport.Way;
import org.scissionlite.cli.plan.ScenarioWords;
import org.scissionlite.optimise.Candidate;
import org.scissionlite.optimise.CutDecision;
import org.scissionlite.optimise.Goal;

/**
 * Turns what was found into lines of the report.
 *
 * @param front the candidates that none beats
 * @param names of the scenarios in the bundle
 */
record WaysOfReport(Goal goal, Set<Candidate> front, Map<Candidate, String> names) {
  List<Way> of(List<Candidate> candidates) {
    return candidates.stream().map(this::of).toList();
  }

  Way of(Candidate candidate) {
    return new Way(
        names.get(candidate),
        ScenarioWords.of(candidate.scenario()),
        candidate.cut(),
        candidate.transferLayer(),
        candidate.scenario().latencyNanos() / 1e6,
        candidate.tailNanos() / 1e6,
        candidate.scenario().route().breakdown(),
        candidate.scenario().route(),
        candidate.scenario().wireBytes(),
        candidate.drop().points(),
        candidate.drop().expectedPoints(),
        candidate.drop().atMostPoints(),
        candidate.drop().images(),
        candidate.drop().isConfirmed(),
        goal.isInTime(candidate.tailNanos()),
        front.contains(candidate),
        candidate.costs());
  }

  static CutLine of(CutDecision decision) {
    boolean isBounded = decision.isOpened() && decision.mostBytes() < Long.MAX_VALUE;
    return new CutLine(
        decision.bound().cut(),
        decision.bound().scenario().latencyNanos() / 1e6,
        isBounded ? decision.mostBytes() : null,
        decision.isOpened(),
        decision.kind().toString(),
        decision.why());
  }
}
