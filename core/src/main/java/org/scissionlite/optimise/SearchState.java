package org.scissionlite.optimise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scissionlite.optimise.CutDecision.Kind;

/** What a joint search knows so far. */
final class SearchState {
  private final Goal goal;
  private final Pricing pricing;
  private final List<CutBound> bounds;
  private final Set<String> leftOut;
  private final Map<CutBound, Outlook> outlooks = new HashMap<>();
  private final Map<CutBound, CutDecision> opened = new HashMap<>();
  private final List<Candidate> candidates;
  private final List<Candidate> tried = new ArrayList<>();

  SearchState(Goal goal, Pricing pricing, List<Candidate> given, Set<String> leftOut) {
    this.goal = goal;
    this.pricing = pricing;
    this.bounds = pricing.bounds();
    this.leftOut = leftOut;
    this.candidates = new ArrayList<>(given);
  }

  /** Cuts that can win by their bounds and were not looked at, the least bound first. */
  List<CutBound> unseen() {
    return bounds.stream()
        .filter(each -> !outlooks.containsKey(each) && hopeless(each).isEmpty())
        .toList();
  }

  /** Cuts that were not opened, the least bound first. */
  List<CutBound> closed() {
    return bounds.stream().filter(each -> !opened.containsKey(each)).toList();
  }

  /** Cuts that can win by their bounds and were not opened, the least bound first. */
  List<CutBound> unopened() {
    return closed().stream().filter(each -> hopeless(each).isEmpty()).toList();
  }

  /** Cuts that were looked at and can win, the likeliest first. */
  List<CutBound> promising() {
    return outlooks.entrySet().stream()
        .filter(each -> !opened.containsKey(each.getKey()))
        .filter(each -> each.getValue().least() < bestValue())
        .sorted(
            Comparator.comparingDouble(
                    (Map.Entry<CutBound, Outlook> each) -> each.getValue().likely())
                .thenComparingDouble(each -> each.getKey().value())
                .thenComparingInt(each -> each.getKey().block()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The best value that was found or is likely to be. */
  double likelyValue() {
    return promising().stream()
        .mapToDouble(each -> outlooks.get(each).likely())
        .reduce(bestValue(), Math::min);
  }

  double bestValue() {
    return best().map(this::value).orElse(Double.POSITIVE_INFINITY);
  }

  void saw(CutBound cut, Outlook outlook) {
    outlooks.put(cut, outlook);
  }

  CutDecision found(CutBound cut, long mostBytes, CutFindings findings) {
    double before = bestValue();
    candidates.addAll(findings.candidates());
    tried.addAll(findings.tried());
    Kind kind = bestValue() < before ? Kind.BEST_SO_FAR : Kind.NOT_BETTER;
    CutDecision decision =
        new CutDecision(cut, kind, mostBytes, best(findings.candidates()), findings.why());
    opened.put(cut, decision);
    return decision;
  }

  JointResult result(JointListener listener) {
    List<CutDecision> decisions = new ArrayList<>();
    for (CutBound bound : bounds) {
      CutDecision decision = opened.get(bound);
      if (decision == null) {
        decision = unopened(bound);
        listener.decided(decision);
      }
      decisions.add(decision);
    }
    return new JointResult(best(), candidates, tried, decisions);
  }

  private CutDecision unopened(CutBound bound) {
    Outlook outlook = outlooks.get(bound);
    return outlook == null
        ? CutDecision.unopened(bound, hopeless(bound).orElse(Kind.CANNOT_WIN), "")
        : CutDecision.unopened(bound, Kind.OUT_OF_REACH, outlook.words());
  }

  private Optional<Kind> hopeless(CutBound bound) {
    if (!goal.isInTime(bound.scenario().latencyNanos())) {
      return Optional.of(Kind.TOO_LATE);
    }
    if (bound.value() >= bestValue()) {
      return Optional.of(Kind.CANNOT_WIN);
    }
    return leftOut.contains(bound.cut()) ? Optional.of(Kind.LIKE_THE_NEXT) : Optional.empty();
  }

  /** What is heard of a candidate is found out only where it would be the best. */
  private Optional<Candidate> best() {
    return candidates.stream()
        .filter(goal::admits)
        .sorted(Comparator.comparingDouble(this::value))
        .filter(goal.privacy()::allows)
        .findFirst();
  }

  private Optional<Candidate> best(List<Candidate> some) {
    return some.stream().min(Comparator.comparingDouble(this::value));
  }

  private double value(Candidate candidate) {
    return pricing.value(candidate.scenario());
  }
}
