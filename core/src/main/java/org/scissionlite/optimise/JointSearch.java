package org.scissionlite.optimise;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The search over cuts and transfer layers together, by branch and bound.
 *
 * <p>Cuts are looked at in the order of their bounds, as long as one can be better than what was
 * found and than what is likely to be found. Then the most promising one is opened, and so on,
 * until no cut is left that can be better than the best: by its bound, or by what the quick look
 * says that it has at least. So the answer is that of opening every cut, as far as the quick look
 * is right about the least.
 *
 * @param goal what may win
 * @param pricing of what is found
 * @param cuts searches transfer layers at a cut
 * @param listener hears of every cut
 */
public record JointSearch(Goal goal, Pricing pricing, CutSearch cuts, JointListener listener) {

  /**
   * Searches.
   *
   * @param given candidates that need no search, such as those without loss
   * @param leftOut names of cuts that are not looked at, as others stand for them
   */
  public JointResult run(List<Candidate> given, Set<String> leftOut) {
    SearchState state = new SearchState(goal, pricing, given, leftOut);
    while (true) {
      List<CutBound> unseen = state.unseen();
      if (!unseen.isEmpty() && unseen.get(0).value() < state.likelyValue()) {
        look(state, unseen);
      } else if (!state.promising().isEmpty()) {
        open(state);
      } else if (!unseen.isEmpty()) {
        look(state, unseen);
      } else {
        return state.result(listener);
      }
    }
  }

  private void look(SearchState state, List<CutBound> unseen) {
    CutBound next = unseen.get(0);
    listener.looking(next, unseen.size());
    Outlook outlook = cuts.look(next);
    state.saw(next, outlook);
    listener.looked(next, outlook);
  }

  private void open(SearchState state) {
    List<CutBound> promising = state.promising();
    CutBound next = promising.get(0);
    long mostBytes = pricing.mostBytes(next.cut(), state.bestValue());
    listener.opening(next, mostBytes, promising.size());
    listener.decided(state.found(next, mostBytes, cuts.open(next, mostBytes)));
  }

  /**
   * Opens every cut that its bound does not rule out, whatever a quick look says of it and however
   * many bytes it sends: to check that the others do not win. A bound is the planner's own sum with
   * less in it, so what it rules out needs no images to be sure of.
   */
  public JointResult check(List<Candidate> given) {
    return openAll(given, SearchState::unopened);
  }

  /** Opens every cut, also those that their bounds rule out: what the search is held against. */
  public JointResult exhaustive(List<Candidate> given) {
    return openAll(given, SearchState::closed);
  }

  private JointResult openAll(List<Candidate> given, Function<SearchState, List<CutBound>> toOpen) {
    listener.checking();
    SearchState state = new SearchState(goal, pricing, given, Set.of());
    for (List<CutBound> left = toOpen.apply(state); !left.isEmpty(); left = toOpen.apply(state)) {
      CutBound next = left.get(0);
      listener.opening(next, Long.MAX_VALUE, left.size());
      listener.decided(state.found(next, Long.MAX_VALUE, cuts.open(next, Long.MAX_VALUE)));
    }
    return state.result(listener);
  }
}
