package org.scissionlite.training.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.scissionlite.training.search.trial.SearchTrial;

/**
 * The confirmation of several layers on the same images, from the finest up to the first that they
 * do not confirm.
 *
 * <p>A layer is tried only after all before it have passed, and the order does not depend on these
 * images. So for any layer that loses too much to pass, the first such layer must, and the risk is
 * that of one trial, however many there are: tests in a fixed sequence (Maurer, Hothorn and
 * Lehmacher 1995) need no correction.
 *
 * @param confirmed trials that show their layers to be within the drop, in order
 * @param refused the trial that does not, where the climb ended before the last layer
 */
record ConfirmationSequence(List<SearchTrial> confirmed, Optional<SearchTrial> refused) {
  /**
   * Climbs.
   *
   * @param ladder coarsenesses in ascending order
   * @param tried tries the layer of a coarseness
   */
  static ConfirmationSequence of(
      SearchGoal goal, List<Double> ladder, DoubleFunction<SearchTrial> tried) {
    DropBound bound = new DropBound(goal.risk());
    List<SearchTrial> confirmed = new ArrayList<>();
    for (double coarseness : ladder) {
      SearchTrial trial = tried.apply(coarseness);
      if (!bound.holds(trial, goal.maxDropPoints())) {
        return new ConfirmationSequence(confirmed, Optional.of(trial));
      }
      confirmed.add(trial);
    }
    return new ConfirmationSequence(confirmed, Optional.empty());
  }
}
